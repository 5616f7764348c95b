import { Component, define } from "../shared/component.js";
import { confirm } from "../shared/dialog.js";
import { moment, plural } from "../shared/format.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { taskApi } from "./task-api.js";

/** Changes come from other devices, which tell nobody; so it is asked for. */
const PERIOD_MS = 5_000;
const MOST = 200;

/** Tasks: what is to be done first, then what is done. */
class TaskList extends Component {
  #tasks = null;
  #problem = null;
  #busy = new Set();

  arrive() {
    this.every(PERIOD_MS, () => this.#load());
    this.#load();
  }

  async #load() {
    if (document.hidden || this.#busy.size > 0) {
      return;
    }
    try {
      const tasks = await taskApi.all(MOST);
      if (this.#busy.size === 0) {
        this.#tasks = tasks;
      }
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  template() {
    const tasks = this.#tasks ?? [];
    const sorted = [...tasks].sort(
      (one, other) =>
        Number(one.completed) - Number(other.completed) ||
        Date.parse(other.updated_at) - Date.parse(one.updated_at),
    );
    const open = tasks.filter((each) => !each.completed).length;
    return html`
      <div class="panel-head">
        <h2>${this.#tasks === null ? "Tasks" : open === 0 ? "No open tasks" : plural(open, "open task")}</h2>
      </div>
      <form class="new-task" @submit=${(event) => this.#add(event)}>
        <label>
          <span class="unseen">New task</span>
          <input name="title" type="text" required maxlength="500" placeholder="New task" autocomplete="off" />
        </label>
        <button class="primary">Add</button>
      </form>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${this.#tasks?.length === 0 ? html`<p class="muted">There is nothing to do.</p>` : nothing}
      <ul class="rows">
        ${repeat(
          sorted,
          (task) => task.id,
          (task) => this.#row(task),
        )}
      </ul>
      ${tasks.length === MOST ? html`<p class="muted small">These are ${MOST} of them.</p>` : nothing}
    `;
  }

  #row(task) {
    return html`<li class="task" data-done=${task.completed}>
      <label class="tick row-main">
        <input
          type="checkbox"
          .checked=${task.completed}
          ?disabled=${this.#busy.has(task.id)}
          @change=${(event) => this.#do(task.id, () => taskApi.change(task.id, { completed: event.target.checked }))}
        />
        <span>
          <span class="task-title">${task.title}</span>
          ${task.description ? html`<span class="muted small task-text">${task.description}</span>` : nothing}
        </span>
      </label>
      <span class="muted small">${moment(task.updated_at)}</span>
      <button
        type="button"
        class="quiet"
        aria-label=${`Delete ${task.title}`}
        ?disabled=${this.#busy.has(task.id)}
        @click=${() => this.#delete(task)}
      >
        Delete
      </button>
    </li>`;
  }

  async #add(event) {
    event.preventDefault();
    const form = event.target;
    const title = new FormData(form).get("title").trim();
    if (title && (await this.#do("new", () => taskApi.create(title)))) {
      form.reset();
    }
  }

  async #delete(task) {
    const sure = await confirm({
      title: "Delete the task?",
      text: task.title,
      yes: "Delete",
      danger: true,
    });
    if (sure) {
      await this.#do(task.id, () => taskApi.remove(task.id));
    }
  }

  /** Returns whether it was done. */
  async #do(id, action) {
    this.#busy.add(id);
    this.update();
    let problem = null;
    try {
      await action();
    } catch (error) {
      problem = error.message;
    }
    this.#busy.delete(id);
    await this.#load();
    this.#problem ??= problem;
    this.update();
    return problem === null;
  }
}

define("fs-task-list", TaskList);
