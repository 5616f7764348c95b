/** Tasks that were changed here and elsewhere: both sides, which one stands, and the way back. */

import { api } from "./api.js";
import { attempt } from "./attempt.js";
import { byId, el, KeyedList, setText } from "./dom.js";
import { ago } from "./words.js";

const FIELDS = {
  title: "Title",
  description: "Description",
  completed: "Done",
  is_deleted: "Deleted",
};

const yesNo = (value) => (value ? "yes" : "no");

const shown = {
  title: (side) => side.title,
  description: (side) => side.description ?? "none",
  completed: (side) => yesNo(side.completed),
  is_deleted: (side) => yesNo(side.is_deleted),
};

/** What can be taken back. */
const WRITTEN = ["title", "description", "completed"];

const deletedBy = (operation, task) => ({
  ...task,
  is_deleted: task.is_deleted ?? operation === "delete",
});

/**
 * Both sides of a conflict; the other one may be unknown. What was not changed here is as it is
 * there.
 */
export function sides(each) {
  const there = each.server_data === null ? null : JSON.parse(each.server_data);
  const changed = JSON.parse(each.local_data);
  const here = { title: "", ...there, operation: each.operation, is_deleted: null, ...changed };
  return {
    here: deletedBy(each.operation, here),
    there: there && deletedBy(there.operation, there),
    changed: WRITTEN.filter((field) => field in changed),
  };
}

class ConflictRow {
  #each = null;
  #what = el("strong");
  #when = el("span", { class: "muted" });
  #tables = el("div", { class: "sides" });
  #problem = el("p", { class: "problem", role: "alert" });
  #take = el("button", { type: "button", onclick: () => this.#takeOther() });
  #seen = el("button", { type: "button", onclick: () => this.#view.see(this.#each) }, "Seen");
  #view;
  element = el(
    "li",
    { class: "card", tabindex: "-1" },
    el("p", {}, this.#what, " ", this.#when),
    this.#tables,
    this.#problem,
    el("div", { class: "actions" }, this.#take, this.#seen),
  );

  constructor(view) {
    this.#view = view;
  }

  show({ each, seen }) {
    const first = this.#each === null;
    this.#each = each;
    const { here, there, changed } = sides(each);
    const mine = each.winner === "client";
    this.element.id = `conflict-${each.operation_id}`;
    setText(this.#what, `“${here.title}”`);
    setText(this.#when, ago(each.resolved_at));
    const lost = mine ? there : here;
    this.#take.hidden = lost === null || lost.is_deleted || changed.length === 0;
    setText(this.#take, mine ? "Use the other version" : "Use my version");
    this.#seen.hidden = seen;
    if (first) {
      this.#tables.append(side("This device", here, there, mine));
      if (there !== null) {
        this.#tables.append(side("Another device", there, here, !mine));
      }
    }
  }

  async #takeOther() {
    const { here, there, changed } = sides(this.#each);
    const lost = this.#each.winner === "client" ? there : here;
    const fields = Object.fromEntries(changed.map((field) => [field, lost[field] ?? null]));
    const done = await attempt([this.#take], this.#problem, () =>
      api.change(this.#each.task_id, fields),
    );
    if (done) {
      this.#view.see(this.#each);
    }
  }
}

function side(name, own, other, stands) {
  const rows = Object.entries(FIELDS)
    .filter(([field]) => field !== "is_deleted" || own.is_deleted || other?.is_deleted)
    .map(([field, label]) => {
      const value = shown[field](own);
      const differs = other !== null && value !== shown[field](other);
      return el(
        "tr",
        { class: differs ? "differs" : null },
        el("th", { scope: "row" }, label),
        el("td", {}, value),
      );
    });
  const mark = stands ? el("span", { class: "badge", data: { tone: "good" } }, "Stands") : null;
  return el("table", {}, el("caption", {}, name, mark), el("tbody", {}, ...rows));
}

export class ConflictsView {
  #seen;
  #changed;
  #rows = new KeyedList(
    byId("conflict-list"),
    ({ each }) => each.operation_id,
    () => new ConflictRow(this),
  );

  /** @param changed is called when a person has seen or changed something */
  constructor(seen, changed) {
    this.#seen = seen;
    this.#changed = changed;
  }

  show({ conflicts }) {
    this.#rows.show(conflicts.map((each) => ({ each, seen: this.#seen.has(each.operation_id) })));
    byId("conflicts-empty").hidden = conflicts.length > 0;
  }

  see(each) {
    this.#seen.add(each.operation_id);
    byId("conflicts").focus();
    this.#changed();
  }
}
