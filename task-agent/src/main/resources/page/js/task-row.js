/** One task: shown, being edited, or about to be deleted. */

import { api } from "./api.js";
import { attempt } from "./attempt.js";
import { byId, el, setText } from "./dom.js";
import { TaskEditor } from "./task-editor.js";
import { fully, TASK_STATES } from "./words.js";

export class TaskRow {
  #actions;
  #task = null;
  #editor = null;
  #box = el("input", { type: "checkbox", onchange: () => this.#complete() });
  #title = el("span", { class: "task-title" });
  #description = el("p", { class: "task-description" });
  #state = el("span", { class: "badge" });
  #conflict = el("a", { class: "badge", data: { tone: "warns" } }, "Conflict");
  #edit = el("button", { type: "button", onclick: () => this.#beginEdit() }, "Edit");
  #delete = el("button", { type: "button", onclick: () => this.#askDelete() }, "Delete");
  #buttons = el("div", { class: "actions" }, this.#edit, this.#delete);
  #problem = el("p", { class: "problem", role: "alert" });
  #view = el(
    "div",
    { class: "task-view" },
    el("label", { class: "task-label" }, this.#box, this.#title),
    this.#description,
    el(
      "div",
      { class: "task-foot" },
      el("div", { class: "badges" }, this.#state, this.#conflict),
      this.#buttons,
    ),
  );
  element = el("li", { class: "card task" }, this.#view, this.#problem);

  /** @param actions `changed()` asks for what is there now; `focusAfter(row)` moves the focus on */
  constructor(actions) {
    this.#actions = actions;
  }

  /** A row in which somebody types stays as it is. */
  isBusy() {
    return this.#editor !== null;
  }

  gone() {
    this.#editor?.hint("This task was deleted on another device meanwhile. Copy what you need.");
  }

  show({ task, conflict }) {
    this.#task = task;
    this.#editor?.see(task);
    this.element.classList.toggle("done", task.completed);
    this.#showCompleted();
    setText(this.#title, task.title);
    setText(this.#description, task.description ?? "");
    this.#description.hidden = !task.description;
    const state = TASK_STATES[task.sync_status] ?? { word: task.sync_status, tone: "waits" };
    setText(this.#state, state.word);
    this.#state.dataset.tone = state.tone;
    this.#state.title = task.last_synced_at ? `Last synced ${fully(task.last_synced_at)}` : "";
    this.#conflict.hidden = conflict === null;
    this.#conflict.href = conflict === null ? "" : `#conflict-${conflict.operation_id}`;
    this.#edit.setAttribute("aria-label", `Edit ${task.title}`);
    this.#delete.setAttribute("aria-label", `Delete ${task.title}`);
  }

  async #complete() {
    const completed = this.#box.checked;
    await attempt([this.#box], this.#problem, async () => {
      await api.change(this.#task.id, { completed });
      await this.#actions.changed();
    });
    this.#showCompleted();
  }

  /** While it is being changed it stays as the person wants it. */
  #showCompleted() {
    if (!this.#box.disabled) {
      this.#box.checked = this.#task.completed;
    }
  }

  #beginEdit() {
    setText(this.#problem, "");
    this.#editor = new TaskEditor(this.#task, () => this.#endEdit());
    this.#view.hidden = true;
    this.element.prepend(this.#editor.element);
    this.#editor.focus();
  }

  async #endEdit() {
    const editor = this.#editor;
    this.#editor = null;
    await this.#actions.changed();
    editor.element.remove();
    this.#view.hidden = false;
    (this.element.isConnected ? this.#edit : byId("new-title")).focus();
  }

  #askDelete() {
    const yes = el("button", { type: "button", class: "danger" }, "Delete");
    const no = el("button", { type: "button" }, "Keep");
    const question = el(
      "div",
      { class: "actions", role: "group", "aria-label": `Delete ${this.#task.title}?` },
      el("span", {}, "Delete this task?"),
      yes,
      no,
    );
    const close = () => {
      question.replaceWith(this.#buttons);
      this.#delete.focus();
    };
    no.addEventListener("click", close);
    question.addEventListener("keydown", (event) => event.key === "Escape" && close());
    yes.addEventListener("click", async () => {
      if (await attempt([yes, no], this.#problem, () => api.remove(this.#task.id))) {
        this.#actions.focusAfter(this.element);
        await this.#actions.changed();
      } else {
        close();
      }
    });
    this.#buttons.replaceWith(question);
    no.focus();
  }
}
