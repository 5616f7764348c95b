/** Edits title and description of a task. Sends only what was changed. */

import { api } from "./api.js";
import { attempt } from "./attempt.js";
import { el, setText } from "./dom.js";

let editors = 0;
let open = 0;

window.addEventListener("beforeunload", (event) => open > 0 && event.preventDefault());

export class TaskEditor {
  #task;
  #close;
  #title;
  #description;
  #problem = el("p", { class: "problem", role: "alert" });
  #hint = el("p", { class: "hint", role: "status" });
  #save = el("button", { type: "submit", class: "primary" }, "Save");
  #cancel = el("button", { type: "button", onclick: () => this.#end() }, "Cancel");

  constructor(task, close) {
    this.#task = task;
    this.#close = close;
    const id = `edit-${++editors}`;
    this.#title = el("input", { id: `${id}-title`, type: "text", autocomplete: "off" });
    this.#title.value = task.title;
    this.#description = el("textarea", { id: `${id}-description`, rows: 3 });
    this.#description.value = task.description ?? "";
    this.element = el(
      "form",
      { class: "task-editor", novalidate: true, "aria-label": `Edit ${task.title}` },
      el("label", { for: `${id}-title` }, "Title"),
      this.#title,
      el("label", { for: `${id}-description` }, "Description"),
      this.#description,
      this.#hint,
      this.#problem,
      el("div", { class: "actions" }, this.#save, this.#cancel),
    );
    this.element.addEventListener("submit", (event) => this.#submit(event));
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.#end());
    open++;
  }

  focus() {
    this.#title.focus();
  }

  hint(text) {
    setText(this.#hint, text);
  }

  /** Says what became of the task meanwhile; what was typed stays. */
  see(task) {
    const changed =
      task.title !== this.#task.title || task.description !== this.#task.description;
    this.hint(
      changed
        ? `Changed on another device meanwhile, it is now “${task.title}”` +
            (task.description ? ` (${task.description})` : "") +
            ". Saving replaces what you changed here."
        : "",
    );
  }

  #changes() {
    const fields = {};
    if (this.#title.value !== this.#task.title) {
      fields.title = this.#title.value;
    }
    if (this.#description.value !== (this.#task.description ?? "")) {
      fields.description = this.#description.value === "" ? null : this.#description.value;
    }
    return fields;
  }

  async #submit(event) {
    event.preventDefault();
    const fields = this.#changes();
    const saved =
      Object.keys(fields).length === 0 ||
      (await attempt([this.#save, this.#cancel], this.#problem, () =>
        api.change(this.#task.id, fields),
      ));
    if (saved) {
      this.#end();
    }
  }

  #end() {
    open--;
    this.#close();
  }
}
