import { Component, define } from "../shared/component.js";
import { choiceField } from "../shared/fields.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { Pages } from "../shared/pages.js";
import { soon } from "../shared/soon.js";
import { campaignApi } from "./campaign-api.js";
import { showJob } from "./job-dialog.js";
import { JOB_TONES, stepName } from "./words.js";

const PAUSE_MS = 2_000;
/** Jobs that one page shows; for more there are filters. */
const MOST = 200;

/** People of a campaign, and where each of them is. */
class CampaignJobs extends Component {
  #status = "";
  #jobs = new Pages(this, (cursor) => campaignApi.jobs(this.campaignId, this.#status, cursor), MOST);
  #later = soon(PAUSE_MS, () => this.isConnected && this.#jobs.refresh());

  arrive() {
    this.#jobs.load();
  }

  changed(property, before) {
    if (property === "progress" && before) {
      this.#later();
    }
  }

  template() {
    const { items, problem, isEmpty } = this.#jobs;
    return html`
      <div class="panel-head">
        <h2>People</h2>
        ${choiceField({
          label: "State of the jobs",
          bare: true,
          value: this.#status,
          choices: [["", "All"], ...Object.keys(JOB_TONES).map((each) => [each, each])],
          onInput: (status) => {
            this.#status = status;
            this.#jobs.restart();
          },
        })}
      </div>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      ${items === null && !problem ? html`<p class="muted">Loading …</p>` : nothing}
      ${isEmpty ? html`<p class="muted">Nobody.</p>` : nothing}
      <ul class="rows people">
        ${repeat(
          items ?? [],
          (job) => job.id,
          (job) => html`<li>
            <button
              type="button"
              class="quiet row-main start"
              aria-label=${`Look at ${job.email}`}
              @click=${() => showJob(this.campaignId, job.id)}
            >
              ${job.email}
            </button>
            <span class="muted small">${stepName(job.step)}</span>
            <span class="badge" data-tone=${JOB_TONES[job.status]}>${job.status}</span>
          </li>`,
        )}
      </ul>
      ${this.#jobs.moreButton("Show more people")}
    `;
  }
}

define("fs-campaign-jobs", CampaignJobs, ["campaignId", "progress"]);
