import { Component, define } from "../shared/component.js";
import { confirm } from "../shared/dialog.js";
import { events } from "../shared/events.js";
import { count, moment, percent } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";
import { link } from "../shared/router.js";
import { soon } from "../shared/soon.js";
import { campaignApi } from "./campaign-api.js";
import "./campaign-dead-letters.js";
import "./campaign-jobs.js";
import "./campaign-steps.js";
import { inState, pace, timeLeft } from "./progress.js";
import { CAMPAIGN_TONES, CAN } from "./words.js";

/** The numbers come several times a second; people read them more slowly. */
const PERIOD_MS = 250;

/** One campaign: how far it is, what may be done with it, and its people. */
class CampaignPage extends Component {
  #campaign = null;
  #problem = null;
  #busy = false;

  arrive() {
    const later = soon(PERIOD_MS, () => this.update());
    this.untilGone(
      events.listen((batch) => {
        const progress = batch.findLast(
          (event) => event.type === "campaign-progress" && event.campaignId === this.campaignId,
        );
        if (progress && this.#campaign) {
          const { status, statusReason, jobs } = progress;
          this.#campaign = { ...this.#campaign, status, statusReason, jobs, progress };
          later();
        }
        if (batch.some((event) => event.type === "gap")) {
          this.#load();
        }
      }),
    );
    this.#load();
  }

  async #load() {
    try {
      this.#campaign = await campaignApi.one(this.campaignId);
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  template() {
    const campaign = this.#campaign;
    return html`
      <a class="back-link" href=${link(["campaigns"])}>← All campaigns</a>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${campaign ? this.#shown(campaign) : nothing}
    `;
  }

  #shown(campaign) {
    const { progress } = campaign;
    return html`
      <div class="view-head">
        <h1>${campaign.name} <span class="badge" data-tone=${CAMPAIGN_TONES[campaign.status]}>${campaign.status}</span></h1>
        <div class="actions">
          ${this.#action("pause", "Pause")} ${this.#action("resume", "Resume", "primary")}
          ${this.#action("cancel", "Cancel", "danger")}
        </div>
      </div>
      ${campaign.statusReason ? html`<p class="hint">${campaign.statusReason}</p>` : nothing}
      <section class="card" aria-label="How far it is">
        <dl class="numbers wide">
          ${fact("Ended", percent(progress.jobs ? progress.ended / progress.jobs : null))}
          ${fact("Jobs", count(progress.jobs))}
          ${fact("Steps/s", pace(progress))}
          ${fact("Time left", timeLeft(campaign))}
          ${fact("At most", campaign.maxPerSecond ? `${count(campaign.maxPerSecond)}/s` : "no limit")}
          ${fact("Priority", campaign.priority)}
        </dl>
        <p class="muted small">
          Made by ${campaign.createdBy}, ${moment(campaign.createdAt)}; ${campaign.status} since
          ${moment(campaign.finishedAt ?? campaign.statusAt)}${campaign.statusBy ? `, by ${campaign.statusBy}` : ""}
        </p>
      </section>
      <fs-campaign-steps class="card" .campaign=${campaign}></fs-campaign-steps>
      <fs-campaign-dead-letters
        class="card"
        .campaignId=${campaign.id}
        .dead=${inState(progress, "dead")}
      ></fs-campaign-dead-letters>
      <fs-campaign-jobs class="card" .campaignId=${campaign.id} .progress=${progress}></fs-campaign-jobs>
    `;
  }

  #action(name, words, style = "") {
    return CAN[name](this.#campaign.status)
      ? html`<button type="button" class=${style} ?disabled=${this.#busy} @click=${() => this.#act(name)}>
          ${words}
        </button>`
      : nothing;
  }

  async #act(name) {
    if (name === "cancel" && !(await sure())) {
      return;
    }
    this.#busy = true;
    this.update();
    try {
      await campaignApi[name](this.campaignId);
      await this.#load();
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.#busy = false;
    this.update();
  }
}

const sure = () =>
  confirm({
    title: "Cancel the campaign?",
    text: "Jobs that are queued or wait are put away for good. What was sent stays sent.",
    yes: "Cancel the campaign",
    no: "Keep it",
    danger: true,
  });

const fact = (words, value) => html`<div><dt>${words}</dt><dd>${value}</dd></div>`;

define("fs-campaign", CampaignPage, ["campaignId"]);
