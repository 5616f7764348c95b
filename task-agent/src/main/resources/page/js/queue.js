/** What waits to be sent, in the order in which it will be. */

import { byId, el, KeyedList, setText } from "./dom.js";
import { ago, count, operation, toTheSecond } from "./words.js";

const ALL = "Nothing waits: the server has everything that you did here.";
const NOT_ALL = "Nothing waits: the server has everything that it accepted.";

class QueueRow {
  #what = el("strong");
  #when = el("span", { class: "muted" });
  #how = el("p", { class: "muted" });
  #error = el("p", { class: "last-error" });
  element = el(
    "li",
    { class: "card" },
    el("p", {}, this.#what, " ", this.#when),
    this.#how,
    this.#error,
  );

  show(each) {
    setText(this.#what, operation(each));
    setText(this.#when, ago(each.created_at));
    setText(this.#how, how(each));
    this.#error.hidden = each.last_error === null;
    setText(this.#error, `The server said: ${each.last_error}`);
  }
}

function how(each) {
  if (each.status === "in-progress") {
    return "Being sent";
  }
  if (each.retry_count === 0) {
    return "Waits for its turn";
  }
  const failed = `Attempt ${each.retry_count} of ${each.max_attempts} failed`;
  return `${failed}; will be tried again at ${toTheSecond(each.next_attempt_at)}`;
}

export class QueueView {
  #rows = new KeyedList(byId("queue-list"), (each) => each.id, () => new QueueRow());

  show({ queue, status }) {
    this.#rows.show(queue.items);
    byId("queue-empty").hidden = queue.total > 0;
    setText(byId("queue-empty"), status.dead_letter_count > 0 ? NOT_ALL : ALL);
    const left = queue.total - queue.items.length;
    byId("queue-more").hidden = left <= 0;
    setText(byId("queue-more"), `and ${count(left)} more after these`);
  }
}
