/** Has the view that is asked for loaded while the frame still is; the frame says it when that fails. */
import { place } from "./shared/router.js";
import { views } from "./shell/views.js";

views.find((each) => each.path === (place().view || views[0].path))?.load().catch(() => undefined);
