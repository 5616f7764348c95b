/** What the server did not accept: why, sending it again, and giving it up. */

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
  #consequence = "";
  #drop;
  #send = el("button", { type: "button" }, "Send again");
  #discard = el("button", { type: "button", onclick: () => this.#askDrop() }, "Discard");
  #buttons = el("div", { class: "actions" }, this.#send, this.#discard);
  element = el(
    "li",
    { class: "card" },
    el("p", {}, this.#what, " ", this.#when),
    this.#reason,
    this.#tried,
    this.#buttons,
  );

  /** @param actions `replay(id, button)` and `drop(id, buttons)` */
  constructor({ replay, drop }) {
    this.#drop = drop;
    this.#send.addEventListener("click", () => replay(this.#id, this.#send));
  }

  show(each) {
    this.#id = each.id;
    setText(this.#what, operation(each));
    setText(this.#when, ago(each.failed_at));
    setText(this.#reason, `The server said: ${each.error}`);
    setText(this.#tried, `Given up after ${many(each.retry_count, "attempt", "attempts")}`);
    this.#consequence =
      each.operation === "create"
        ? "The task goes with it if the server never had it."
        : "The task becomes what the server has.";
    this.#send.setAttribute("aria-label", `Send again: ${operation(each)}`);
    this.#discard.setAttribute("aria-label", `Discard: ${operation(each)}`);
  }

  #askDrop() {
    const yes = el("button", { type: "button", class: "danger" }, "Discard");
    const no = el("button", { type: "button" }, "Keep");
    const question = el(
      "div",
      { class: "actions", role: "group", "aria-label": "Discard this change?" },
      el("span", {}, `Discard this change? ${this.#consequence}`),
      yes,
      no,
    );
    const close = () => {
      question.replaceWith(this.#buttons);
      this.#discard.focus();
    };
    no.addEventListener("click", close);
    question.addEventListener("keydown", (event) => event.key === "Escape" && close());
    yes.addEventListener("click", async () => {
      if (!(await this.#drop(this.#id, [yes, no]))) {
        close();
      }
    });
    this.#buttons.replaceWith(question);
    no.focus();
  }
}

export class DeadLettersView {
  #rows;
  #refresh;

  constructor(refresh) {
    this.#refresh = refresh;
    const actions = {
      replay: (id, button) => this.#replay(button, () => api.replay(id)),
      drop: (id, buttons) => this.#discard(id, buttons),
    };
    this.#rows = new KeyedList(
      byId("letter-list"),
      (each) => each.id,
      () => new LetterRow(actions),
    );
    const all = byId("replay-all");
    all.addEventListener("click", () => this.#replay(all, () => api.replayAll()));
  }

  show({ letters }) {
    this.#rows.show(letters);
    byId("letters-empty").hidden = letters.length > 0;
    byId("letters-actions").hidden = letters.length === 0;
  }

  async #discard(id, buttons) {
    const note = byId("letters-note");
    setText(note, "");
    const done = await attempt(buttons, byId("letters-problem"), () => api.drop(id));
    if (done) {
      setText(note, "The change was discarded.");
      byId("letters").focus();
    }
    await this.#refresh.now();
    return done;
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
