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
];
