/** The form that adds a task. What was typed stays until it is saved. */

import { api } from "./api.js";
import { attempt } from "./attempt.js";
import { byId, setText } from "./dom.js";

export function newTask(refresh) {
  const form = byId("new-task");
  const title = byId("new-title");
  const description = byId("new-description");
  title.addEventListener("input", () => setText(byId("new-note"), ""));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = { title: title.value };
    if (description.value !== "") {
      fields.description = description.value;
    }
    const button = form.querySelector("button");
    const added = await attempt([button], byId("new-problem"), () => api.create(fields));
    title.toggleAttribute("aria-invalid", !added);
    if (added) {
      form.reset();
      setText(byId("new-note"), `Added “${fields.title}”.`);
      await refresh.now();
    }
    title.focus();
  });
}
