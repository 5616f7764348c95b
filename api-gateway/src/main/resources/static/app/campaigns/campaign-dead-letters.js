import { Component, define } from "../shared/component.js";
import { confirm } from "../shared/dialog.js";
import { count, moment, plural } from "../shared/format.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { notice } from "../shared/notices.js";
import { Pages } from "../shared/pages.js";
import { soon } from "../shared/soon.js";
import { campaignApi } from "./campaign-api.js";
import { stepName } from "./words.js";

const PAUSE_MS = 500;
/** A job that is tried again and dies again at once changes no number that is told. */
const PERIOD_MS = 3_000;

/** Jobs that are not tried any more, for somebody to decide; nothing where there are none. */
class CampaignDeadLetters extends Component {
  #letters = new Pages(this, (cursor) => campaignApi.deadLetters(this.campaignId, cursor));
  /** Why nothing was done. */
  #problem = null;
  #busy = false;
  #later = soon(PAUSE_MS, () => this.isConnected && this.#refresh());

  arrive() {
    this.every(PERIOD_MS, () => this.#refresh());
    this.#letters.load();
  }

  #refresh() {
    if (!this.#busy) {
      this.#letters.refresh();
    }
  }

  changed(property) {
    if (property === "dead" && this.isConnected) {
      this.#later();
    }
  }

  template() {
    const letters = this.#letters.items ?? [];
    const none = letters.length === 0;
    const problem = this.#problem ?? this.#letters.problem;
    return html`
      <div class="panel-head">
        <h2>Dead letters ${none ? nothing : html`<span class="muted">${count(Math.max(this.dead, letters.length))}</span>`}</h2>
        ${none
          ? nothing
          : html`<div class="actions">
              <button type="button" ?disabled=${this.#busy} @click=${() => this.#act("replay", { all: true })}>Replay all</button>
              <button type="button" class="danger" ?disabled=${this.#busy} @click=${() => this.#dropAll()}>Drop all</button>
            </div>`}
      </div>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      ${this.#letters.isEmpty ? html`<p class="muted">None. A job that cannot be done ends up here, with the reason.</p>` : nothing}
      <ul class="rows">
        ${repeat(
          letters,
          (each) => each.jobId,
          (each) => this.#row(each),
        )}
      </ul>
      ${this.#letters.moreButton("Show more")}
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
    this.#problem = null;
    this.update();
    try {
      const jobs = await campaignApi[action](this.campaignId, which);
      notice(action === "replay" ? `${plural(jobs, "job")} tried again` : `${plural(jobs, "job")} dropped`);
      await this.#letters.load();
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.#busy = false;
    this.update();
  }
}

define("fs-campaign-dead-letters", CampaignDeadLetters, ["campaignId", "dead"]);
