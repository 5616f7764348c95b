import { Component, define } from "../shared/component.js";
import { events } from "../shared/events.js";
import { count, moment, plural } from "../shared/format.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { Pages } from "../shared/pages.js";
import { go, link } from "../shared/router.js";
import { shareBar } from "../shared/share-bar.js";
import { soon } from "../shared/soon.js";
import { campaignApi } from "./campaign-api.js";
import { inState, pace, timeLeft } from "./progress.js";
import { CAMPAIGN_TONES, JOB_TONES } from "./words.js";

const PAUSE_MS = 500;

/** The organization's campaigns, newest first, and how far each is. */
class CampaignList extends Component {
  #campaigns = new Pages(this, campaignApi.page);
  /** Campaigns that run and are not on the pages that are shown. */
  #others = new Set();

  arrive() {
    const later = soon(PAUSE_MS, () => this.update());
    const again = soon(PAUSE_MS, () => this.isConnected && this.#campaigns.load());
    this.untilGone(
      events.listen((batch) => {
        const news = batch.filter((event) => event.type === "campaign-progress");
        const unknown = news.filter((each) => !this.#take(each));
        if (batch.some((event) => event.type === "gap") || unknown.length > 0) {
          unknown.forEach((each) => this.#others.add(each.campaignId));
          again();
        }
        if (news.length > 0) {
          later();
        }
      }),
    );
    this.#campaigns.load();
  }

  /** Returns `false` when the campaign may be a new one. */
  #take(progress) {
    const campaign = this.#campaigns.items?.find((each) => each.id === progress.campaignId);
    if (campaign) {
      Object.assign(campaign, { status: progress.status, jobs: progress.jobs, progress });
    }
    return campaign || this.#campaigns.items === null || this.#others.has(progress.campaignId);
  }

  template() {
    const { items, problem, isEmpty } = this.#campaigns;
    return html`
      <div class="view-head">
        <h1>Campaigns</h1>
        <button type="button" class="primary" @click=${() => go(link(["campaigns", "new"]))}>New campaign</button>
      </div>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      ${items === null && !problem ? html`<p class="muted">Loading …</p>` : nothing}
      ${isEmpty
        ? html`<div class="empty-state">
            <h2>No campaigns yet</h2>
            <p class="muted">A campaign writes to many people, waits for their replies and acts on them.</p>
          </div>`
        : nothing}
      <ul class="cards">
        ${repeat(
          items ?? [],
          (each) => each.id,
          (each) => card(each),
        )}
      </ul>
      ${this.#campaigns.moreButton("Show older ones")}
    `;
  }
}

function card(campaign) {
  const { progress } = campaign;
  const { jobs, ended } = progress;
  return html`<li class="card">
    <div class="panel-head">
      <h2><a href=${link(["campaigns", campaign.id])}>${campaign.name}</a></h2>
      <span class="badge" data-tone=${CAMPAIGN_TONES[campaign.status]}>${campaign.status}</span>
    </div>
    ${shareBar(
      Object.entries(JOB_TONES).map(([state, tone]) => ({
        tone,
        share: jobs ? inState(progress, state) / jobs : 0,
      })),
    )}
    <p class="muted small">
      ${count(ended)} of ${plural(jobs, "job")} ended · ${count(inState(progress, "waiting"))} waiting · ${count(
        inState(progress, "dead"),
      )}
      dead
    </p>
    <p class="muted small">
      ${campaign.status === "running" ? html`${running(campaign)} · ` : nothing}by
      ${campaign.createdBy}, ${moment(campaign.createdAt)}
    </p>
  </li>`;
}

function running(campaign) {
  const left = timeLeft(campaign);
  return left === "waits" ? "waits for replies" : `${pace(campaign.progress)} steps/s, time left: ${left}`;
}

define("fs-campaign-list", CampaignList);
