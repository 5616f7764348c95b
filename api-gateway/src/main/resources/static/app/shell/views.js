/**
 * What the page can show, in the order of the navigation. A view is one module, loaded when it is
 * first looked at; its element gets `place` (see router.js) and shows what is there.
 */
export const views = [
  {
    path: "templates",
    title: "Templates",
    element: "fs-templates",
    load: () => import("../templates/templates-view.js"),
  },
  {
    path: "live",
    title: "Live",
    element: "fs-live",
    load: () => import("../live/live-view.js"),
  },
  {
    path: "scenarios",
    title: "Scenarios",
    element: "fs-scenarios",
    load: () => import("../scenarios/scenarios-view.js"),
  },
  {
    path: "performance",
    title: "Performance",
    element: "fs-performance",
    load: () => import("../performance/performance-view.js"),
  },
  {
    path: "campaigns",
    title: "Campaigns",
    element: "fs-campaigns",
    load: () => import("../campaigns/campaigns-view.js"),
  },
  {
    path: "tasks",
    title: "Tasks",
    element: "fs-tasks",
    load: () => import("../tasks/tasks-view.js"),
  },
  {
    path: "dead-letters",
    title: "Dead letters",
    element: "fs-dead-letters",
    load: () => import("../dead-letters/dead-letters-view.js"),
  },
];
