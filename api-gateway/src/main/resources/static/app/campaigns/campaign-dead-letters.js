import { Component, define } from "../shared/component.js";
import { confirm } from "../shared/dialog.js";
import { count, moment, plural } from "../shared/format.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { notice } from "../shared/notices.js";
import { soon } from "../shared/soon.js";
import { campaignApi } from "./campaign-api.js";
import { stepName } from "./words.js";

const PAUSE_MS = 500;
/** A job that is tried again and dies again at once changes no number that is told. */
const PERIOD_MS = 3_000;
const PAGE = 25;

/** Jobs that are not tried any more, for somebody to decide; nothing where there are none. */
class CampaignDeadLetters extends Component {
  #letters = [];
  #cursor = null;
  #problem = null;
  #busy = false;
  #later = soon(PAUSE_MS, () => this.isConnected && this.#refresh());

  arrive() {
    this.every(PERIOD_MS, () => this.#refresh());
    this.#load();
  }

  /** A list that was prolonged is left alone. */
  #refresh() {
    if (!document.hidden && !this.#busy && this.#letters.length <= PAGE) {
      this.#load();
    }
  }

  changed(property) {
    if (property === "dead" && this.isConnected) {
      this.#later();
    }
  }

  async #load(cursor) {
    try {
      const { items, nextCursor } = await campaignApi.deadLetters(this.campaignId, cursor);
      this.#letters = cursor ? [...this.#letters, ...items] : items;
      this.#cursor = nextCursor;
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  template() {
    const none = this.#letters.length === 0;
    return html`
      <div class="panel-head">
        <h2>Dead letters ${none ? nothing : html`<span class="muted">${count(Math.max(this.dead, this.#letters.length))}</span>`}</h2>
        ${none
          ? nothing
          : html`<div class="actions">
              <button type="button" ?disabled=${this.#busy} @click=${() => this.#act("replay", { all: true })}>Replay all</button>
              <button type="button" class="danger" ?disabled=${this.#busy} @click=${() => this.#dropAll()}>Drop all</button>
            </div>`}
      </div>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${none ? html`<p class="muted">None. A job that cannot be done ends up here, with the reason.</p>` : nothing}
      <ul class="rows">
        ${repeat(
          this.#letters,
          (each) => each.jobId,
          (each) => this.#row(each),
        )}
      </ul>
      ${this.#cursor
        ? html`<button type="button" @click=${() => this.#load(this.#cursor)}>Show more</button>`
        : nothing}
    `;
  }

  #row(letter) {
    const which = { jobIds: [letter.jobId] };
    return html`<li>
      <div class="row-main">
        <strong>${letter.email}</strong> <span class="badge" data-tone="bad">${letter.kind}</span>
        <p>${letter.reason}</p>
        <p class="muted small">
          ${stepName(letter.step)}, ${moment(letter.diedAt)}, ${plural(letter.failures.length, "failed attempt")}
        </p>
      </div>
      <div class="actions">
        <button
          type="button"
          aria-label=${`Replay ${letter.email}`}
          ?disabled=${this.#busy}
          @click=${() => this.#act("replay", which)}
        >
          Replay
        </button>
        <button
          type="button"
          class="danger"
          aria-label=${`Drop ${letter.email}`}
          ?disabled=${this.#busy}
          @click=${() => this.#act("drop", which)}
        >
          Drop
        </button>
      </div>
    </li>`;
  }

  async #dropAll() {
    const sure = await confirm({
      title: "Drop all dead letters?",
      text: "Their jobs are given up for good.",
      yes: "Drop all",
      danger: true,
    });
    if (sure) {
      await this.#act("drop", { all: true });
    }
  }

  async #act(action, which) {
    this.#busy = true;
    this.update();
    try {
      const jobs = await campaignApi[action](this.campaignId, which);
      notice(action === "replay" ? `${plural(jobs, "job")} tried again` : `${plural(jobs, "job")} dropped`);
      await this.#load();
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.#busy = false;
    this.update();
  }
}

define("fs-campaign-dead-letters", CampaignDeadLetters, ["campaignId", "dead"]);
