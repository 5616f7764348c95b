/** The tasks, newest first; of very many only some at first. */

import { byId, KeyedList, setText } from "./dom.js";
import { TaskRow } from "./task-row.js";
import { count } from "./words.js";

const STEP = 200;

export class TaskList {
  #rows;
  #shown = STEP;
  #last = null;

  constructor(refresh) {
    const actions = { changed: () => refresh.now(), focusAfter: (row) => this.#focusAfter(row) };
    this.#rows = new KeyedList(
      byId("task-list"),
      (each) => each.task.id,
      () => new TaskRow(actions),
    );
    byId("more-tasks").addEventListener("click", () => this.#more());
  }

  /** @param seen says which conflicts a person has seen */
  show(state, seen) {
    this.#last = { state, seen };
    const conflicts = new Map();
    for (const each of state.conflicts) {
      if (!seen.has(each.operation_id)) {
        conflicts.set(each.task_id, each);
      }
    }
    const newest = state.tasks.slice(-this.#shown).reverse();
    this.#rows.show(newest.map((task) => ({ task, conflict: conflicts.get(task.id) ?? null })));
    const left = state.tasks.length - newest.length;
    byId("tasks-empty").hidden = state.tasks.length > 0;
    byId("more-tasks").hidden = left === 0;
    setText(byId("more-tasks"), `Show more (${count(left)} older)`);
  }

  #more() {
    const first = byId("task-list").lastElementChild;
    this.#shown += STEP;
    this.show(this.#last.state, this.#last.seen);
    first.nextElementSibling?.querySelector("input")?.focus();
  }

  /** Where to go on when a row with the focus goes away. */
  #focusAfter(element) {
    const next = element.nextElementSibling ?? element.previousElementSibling;
    (next?.querySelector("input, button") ?? byId("new-title")).focus();
  }
}
