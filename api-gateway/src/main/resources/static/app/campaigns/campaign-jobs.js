import { Component, define } from "../shared/component.js";
import { choiceField } from "../shared/fields.js";
import { html, nothing, repeat } from "../shared/lit.js";
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
  #jobs = null;
  #cursor = null;
  #problem = null;
  #later = soon(PAUSE_MS, () => this.isConnected && this.#refresh());

  arrive() {
    this.#load();
  }

  changed(property, before) {
    if (property === "progress" && before) {
      this.#later();
    }
  }

  /** A list that was prolonged is left alone: it would jump under the pointer. */
  #refresh() {
    if ((this.#jobs?.length ?? 0) <= 25) {
      this.#load();
    }
  }

  async #load(cursor) {
    const status = this.#status;
    try {
      const { items, nextCursor } = await campaignApi.jobs(this.campaignId, status, cursor);
      if (status !== this.#status) {
        return;
      }
      this.#jobs = cursor ? [...this.#jobs, ...items] : items;
      this.#cursor = this.#jobs.length < MOST ? nextCursor : null;
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  template() {
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
            this.#jobs = null;
            this.#load();
          },
        })}
      </div>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${this.#jobs === null && !this.#problem ? html`<p class="muted">Loading …</p>` : nothing}
      ${this.#jobs?.length === 0 && !this.#cursor ? html`<p class="muted">Nobody.</p>` : nothing}
      <ul class="rows">
        ${repeat(
          this.#jobs ?? [],
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
      ${this.#cursor
        ? html`<button type="button" @click=${() => this.#load(this.#cursor)}>Show more people</button>`
        : nothing}
    `;
  }
}

define("fs-campaign-jobs", CampaignJobs, ["campaignId", "progress"]);
