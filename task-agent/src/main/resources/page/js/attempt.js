/** Does what a person asked for: once at a time, and what goes wrong is said beside it. */

import { setText } from "./dom.js";
import { Problem } from "./api.js";

const WRONG_HERE = "Something went wrong on this page. Load it again.";

/**
 * Runs an action.
 *
 * @param controls are out of use meanwhile; focus stays where it was
 * @param problem the element that says what went wrong
 * @returns whether it went well
 */
export async function attempt(controls, problem, action) {
  const focused = document.activeElement;
  controls.forEach((control) => control.toggleAttribute("disabled", true));
  setText(problem, "");
  try {
    await action();
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) {
      console.error(error);
    }
    setText(problem, error instanceof Problem ? error.message : WRONG_HERE);
    return false;
  } finally {
    controls.forEach((control) => control.toggleAttribute("disabled", false));
    if (controls.includes(focused) && focused.isConnected) {
      focused.focus();
    }
  }
}
