import { Component, define } from "../shared/component.js";
import { choiceField } from "../shared/fields.js";
import { moment } from "../shared/format.js";
import { html, keyed, nothing, repeat } from "../shared/lit.js";
import { Pages } from "../shared/pages.js";
import { link } from "../shared/router.js";
import { deadLetterApi } from "./dead-letter-api.js";
import "./dead-letter.js";
import { STATUS_TONES } from "./words.js";

const PERIOD_MS = 5_000;

/** What no worker could apply, and the one that was chosen. */
class DeadLettersView extends Component {
  #status = "waiting";
  #letters = new Pages(this, (cursor) => deadLetterApi.page(this.#status, cursor));

  arrive() {
    this.every(PERIOD_MS, () => this.#letters.refresh());
    this.#letters.load();
  }

  template() {
    const [id] = this.place.path;
    return html`
      <div class="dead-letters" data-chosen=${Boolean(id)}>
        <aside aria-label="All dead letters">${this.#list(id)}</aside>
        <div class="chosen">
          ${id
            ? keyed(
                id,
                html`<fs-dead-letter .letterId=${id} @decided=${() => this.#letters.load()}></fs-dead-letter>`,
              )
            : html`<div class="empty-state">
                <h2>Choose a dead letter</h2>
                <p class="muted">Look why it could not be applied, remove the cause, then replay it; or drop it.</p>
              </div>`}
        </div>
      </div>
    `;
  }

  #list(chosen) {
    const { items, problem, isEmpty } = this.#letters;
    return html`
      <div class="list-head"><h1>Dead letters</h1></div>
      ${choiceField({
        label: "Show",
        value: this.#status,
        choices: [
          ["waiting", "Waiting"],
          ["replayed", "Replayed"],
          ["dropped", "Dropped"],
          ["", "All"],
        ],
        onInput: (status) => {
          this.#status = status;
          this.#letters.restart();
        },
      })}
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      ${isEmpty
        ? html`<p class="muted">None. What a worker can never apply is put aside here, so that the others go on.</p>`
        : nothing}
      <ul class="template-list">
        ${repeat(
          items ?? [],
          (each) => each.deadLetterId,
          (each) => html`<li>
            <a
              href=${link(["dead-letters", each.deadLetterId])}
              aria-current=${each.deadLetterId === chosen ? "true" : nothing}
            >
              <span>
                <span class="badge" data-tone=${STATUS_TONES[each.status]}>${each.status}</span>
                <span class="badge">${each.kind}</span>
              </span>
              <span class="reason">${each.reason}</span>
              <span class="muted small">${moment(each.receivedAt)}, from ${each.origin.topic}</span>
            </a>
          </li>`,
        )}
      </ul>
      ${this.#letters.moreButton("Show older ones")}
    `;
  }
}

define("fs-dead-letters", DeadLettersView, ["place"]);
