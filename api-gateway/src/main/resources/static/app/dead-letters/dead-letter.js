import { Component, define } from "../shared/component.js";
import { moment, plural } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";
import { notice } from "../shared/notices.js";
import { link } from "../shared/router.js";
import { deadLetterApi } from "./dead-letter-api.js";
import { askReason } from "./drop-dialog.js";
import { STATUS_TONES } from "./words.js";

/** One dead letter: why, what, from where; and what is to become of it. */
class DeadLetter extends Component {
  #letter = null;
  #problem = null;
  #busy = false;

  arrive() {
    this.#load();
  }

  async #load() {
    try {
      this.#letter = await deadLetterApi.one(this.letterId);
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  template() {
    const letter = this.#letter;
    return html`
      <a class="back-link back" href=${link(["dead-letters"])}>← All dead letters</a>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${letter ? this.#shown(letter) : nothing}
    `;
  }

  #shown(letter) {
    return html`
      <div class="view-head">
        <h2 class="letter-title">
          ${letter.kind} <span class="badge" data-tone=${STATUS_TONES[letter.status]}>${letter.status}</span>
        </h2>
        <div class="actions">
          <button
            type="button"
            class="primary"
            ?disabled=${this.#busy || letter.status === "dropped"}
            @click=${() => this.#replay()}
          >
            Replay
          </button>
          <button
            type="button"
            class="danger"
            ?disabled=${this.#busy || letter.status !== "waiting"}
            @click=${() => this.#drop()}
          >
            Drop
          </button>
        </div>
      </div>
      <p class="hint">${letter.reason}</p>
      <section class="card" aria-label="About it">
        <dl class="facts beside">
          ${fact("Received", moment(letter.receivedAt))} ${fact("Sent by", letter.actor)}
          ${letter.templateId
            ? fact("Template", html`<a href=${link(["templates", letter.templateId])}>${letter.templateId}</a>`)
            : nothing}
          ${letter.updateId
            ? fact("Update", html`<a href=${link(["performance", letter.updateId])}>${letter.updateId}</a>`)
            : nothing}
          ${fact("Stood in", `${letter.origin.topic}, partition ${letter.origin.partition}, offset ${letter.origin.offset}`)}
          ${letter.replayOf
            ? fact("Replay of", html`<a href=${link(["dead-letters", letter.replayOf])}>${letter.replayOf}</a>`)
            : nothing}
          ${letter.replays.map((id) =>
            fact("Failed again as", html`<a href=${link(["dead-letters", id])}>${id}</a>`),
          )}
          ${fact("Exception", letter.exceptionClass)}
        </dl>
      </section>
      ${letter.history.length > 0
        ? html`<section class="card" aria-label="What was done with it">
            <h3>What was done with it</h3>
            <ul class="values">
              ${letter.history.map(
                (each) => html`<li>
                  ${each.action} by ${each.actor}, ${moment(each.at)}${each.reason ? `: ${each.reason}` : ""}
                </li>`,
              )}
            </ul>
          </section>`
        : nothing}
      <section class="card" aria-label="The record">
        <h3>The record</h3>
        <pre class="record" tabindex="0" aria-label="Value">${valueOf(letter)}</pre>
        <details>
          <summary>${plural(letter.headers.length, "header")}</summary>
          <dl class="facts">
            ${letter.headers.map((each) => fact(each.name, each.text ?? each.base64))}
          </dl>
        </details>
      </section>
    `;
  }

  async #replay() {
    await this.#act(async () => {
      const { status } = await deadLetterApi.replay(this.letterId);
      notice(status === 202 ? "Sent again; it is not decided yet" : "Replayed: it is applied");
    });
  }

  async #drop() {
    const reason = await askReason();
    if (reason) {
      await this.#act(async () => {
        await deadLetterApi.drop(this.letterId, reason);
        notice("Dropped");
      });
    }
  }

  async #act(action) {
    this.#busy = true;
    this.#problem = null;
    this.update();
    try {
      await action();
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.#busy = false;
    await this.#load();
    this.dispatchEvent(new CustomEvent("decided"));
  }
}

const fact = (words, value) =>
  value ? html`<div><dt>${words}</dt><dd>${value}</dd></div>` : nothing;

function valueOf(letter) {
  if (letter.value !== undefined && letter.value !== null) {
    return JSON.stringify(letter.value, null, 2);
  }
  return letter.valueText ?? letter.valueBase64 ?? "The record has no value.";
}

define("fs-dead-letter", DeadLetter, ["letterId"]);
