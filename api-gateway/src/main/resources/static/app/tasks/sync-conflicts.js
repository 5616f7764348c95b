import { Component, define } from "../shared/component.js";
import { moment } from "../shared/format.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { Pages } from "../shared/pages.js";
import { taskApi } from "./task-api.js";

const PERIOD_MS = 10_000;
const FIELDS = [
  ["title", "Title"],
  ["description", "Description"],
  ["completed", "Done"],
  ["is_deleted", "Deleted"],
];

/** Changes that met another device's, both sides, and which of them stands. */
class SyncConflicts extends Component {
  #conflicts = new Pages(this, taskApi.conflicts);

  arrive() {
    this.every(PERIOD_MS, () => this.#conflicts.refresh());
    this.#conflicts.load();
  }

  template() {
    const { items, problem, isEmpty } = this.#conflicts;
    return html`
      <div class="panel-head"><h2>Sync conflicts</h2></div>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      ${isEmpty
        ? html`<p class="muted">None. When two devices change a task without knowing of each other, both sides are kept here.</p>`
        : nothing}
      <ul class="sync-conflicts">
        ${repeat(
          items ?? [],
          (each) => each.operation_id,
          (each) => conflict(each),
        )}
      </ul>
      ${this.#conflicts.moreButton("Show older conflicts")}
    `;
  }
}

function conflict(each) {
  const { incoming, stored } = each;
  const came = { ...incoming, is_deleted: each.operation === "delete" };
  return html`<li>
    <p>
      <strong>${stored.title ?? incoming.title ?? "A task"}</strong>
      <span class="muted small">${moment(each.decided_at)}</span>
    </p>
    <div class="sides">
      ${side(`From ${each.device ?? "a call without a device"}`, came, each.winner === "incoming")}
      ${side("Stored before", stored, each.winner === "stored")}
    </div>
  </li>`;
}

function side(name, task, stands) {
  const shown = FIELDS.filter(
    ([key]) => task[key] !== undefined && task[key] !== null && !(key === "is_deleted" && !task[key]),
  );
  return html`<div class="side" data-chosen=${stands}>
    <p class="side-name">${name} ${stands ? html`<span class="badge" data-tone="good">stands</span>` : nothing}</p>
    <dl class="facts">
      ${shown.map(
        ([key, words]) => html`<div><dt>${words}</dt><dd>${value(task[key])}</dd></div>`,
      )}
      ${task.updated_at ? html`<div><dt>Changed</dt><dd>${moment(task.updated_at)}</dd></div>` : nothing}
    </dl>
  </div>`;
}

const value = (each) => (each === true ? "yes" : each === false ? "no" : each);

define("fs-sync-conflicts", SyncConflicts);
