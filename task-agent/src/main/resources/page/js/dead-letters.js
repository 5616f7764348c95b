/** What the server did not accept: why, and sending it again. */

import { api } from "./api.js";
import { attempt } from "./attempt.js";
import { byId, el, KeyedList, setText } from "./dom.js";
import { ago, many, operation } from "./words.js";

class LetterRow {
  #id = "";
  #what = el("strong");
  #when = el("span", { class: "muted" });
  #reason = el("p", { class: "reason" });
  #tried = el("p", { class: "muted" });
  #button = el("button", { type: "button" }, "Send again");
  element = el(
    "li",
    { class: "card" },
    el("p", {}, this.#what, " ", this.#when),
    this.#reason,
    this.#tried,
    el("div", { class: "actions" }, this.#button),
  );

  constructor(replay) {
    this.#button.addEventListener("click", () => replay(this.#id, this.#button));
  }

  show(each) {
    this.#id = each.id;
    setText(this.#what, operation(each));
    setText(this.#when, ago(each.failed_at));
    setText(this.#reason, `The server said: ${each.error}`);
    setText(this.#tried, `Given up after ${many(each.retry_count, "attempt", "attempts")}`);
    this.#button.setAttribute("aria-label", `Send again: ${operation(each)}`);
  }
}

export class DeadLettersView {
  #rows;
  #refresh;

  constructor(refresh) {
    this.#refresh = refresh;
    const one = (id, button) => this.#replay(button, () => api.replay(id));
    this.#rows = new KeyedList(byId("letter-list"), (each) => each.id, () => new LetterRow(one));
    const all = byId("replay-all");
    all.addEventListener("click", () => this.#replay(all, () => api.replayAll()));
  }

  show({ letters }) {
    this.#rows.show(letters);
    byId("letters-empty").hidden = letters.length > 0;
    byId("letters-actions").hidden = letters.length === 0;
  }

  async #replay(button, action) {
    const note = byId("letters-note");
    setText(note, "");
    await attempt([button], byId("letters-problem"), async () => {
      const { replayed } = await action();
      setText(note, `${many(replayed, "change is", "changes are")} in the queue again.`);
    });
    await this.#refresh.now();
    if (!button.isConnected || button.closest("[hidden]")) {
      byId("letters").focus();
    }
  }
}
