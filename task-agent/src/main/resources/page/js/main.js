/** Puts the page together: the agent's events lead to a question, its answer to every part. */

import { ConflictsView } from "./conflicts.js";
import { ConnectionView } from "./connection.js";
import { DeadLettersView } from "./dead-letters.js";
import { byId, setText } from "./dom.js";
import { Live } from "./live.js";
import { newTask } from "./new-task.js";
import { QueueView } from "./queue.js";
import { Refresh } from "./refresh.js";
import { Seen } from "./seen.js";
import { TaskList } from "./task-list.js";
import { count } from "./words.js";

/** Words such as "5 minutes ago" grow old. */
const WORDS_AGE_MS = 15_000;

let last = null;
const seen = new Seen();
const refresh = new Refresh(show);
const connection = new ConnectionView(refresh);
const tasks = new TaskList(refresh);
const queue = new QueueView();
const letters = new DeadLettersView(refresh);
const conflicts = new ConflictsView(seen, () => refresh.now());

function show(state) {
  last = state;
  seen.retain(state.conflicts.map((each) => each.operation_id));
  connection.show(state);
  tasks.show(state, seen);
  queue.show(state);
  letters.show(state);
  conflicts.show(state);
  const unseen = state.conflicts.filter((each) => !seen.has(each.operation_id));
  counted("tasks", state.tasks.length);
  counted("queue", state.queue.total);
  counted("letters", state.status.dead_letter_count);
  counted("conflicts", unseen.length);
}

function counted(part, number) {
  const element = byId(`count-${part}`);
  setText(element, count(number));
  element.toggleAttribute("data-some", number > 0);
}

newTask(refresh);
new Live({
  there: () => {
    connection.there(true);
    refresh.soon();
  },
  away: () => connection.there(false),
  changed: () => refresh.soon(),
  progress: (view) => {
    connection.progress(view);
    refresh.soon();
  },
});
setInterval(() => last && show(last), WORDS_AGE_MS);
