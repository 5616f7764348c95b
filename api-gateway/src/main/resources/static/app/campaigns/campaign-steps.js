import { Component, define } from "../shared/component.js";
import { count } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";
import { shareBar } from "../shared/share-bar.js";
import { stepProgress } from "./step-progress.js";
import { JOB_TONES, stepName } from "./words.js";

const STATES = Object.keys(JOB_TONES);

/** A bar for each step: who has left it, and who is there in which state. */
class CampaignSteps extends Component {
  template() {
    const { workflow, progress } = this.campaign;
    const jobs = Math.max(1, progress.jobs);
    return html`
      <div class="panel-head">
        <h2>Steps</h2>
        <ul class="key" aria-label="Colours">
          <li><span class="badge" data-tone="good">passed or done</span></li>
          <li><span class="badge" data-tone="info">ready</span></li>
          <li><span class="badge" data-tone="warns">waiting</span></li>
          <li><span class="badge" data-tone="bad">dead</span></li>
        </ul>
      </div>
      <ol class="bars workflow">
        ${stepProgress(workflow, progress).map(
          (each) => html`<li data-step=${each.step}>
            <div class="panel-head">
              <strong>${stepName(each.step)}</strong>
              <span class="muted small">${words(each)}</span>
            </div>
            ${shareBar([
              { tone: "good", share: each.left / jobs },
              ...STATES.map((state) => ({
                tone: JOB_TONES[state],
                share: (each.here[state] ?? 0) / jobs,
              })),
            ])}
          </li>`,
        )}
      </ol>
      ${progress.jobs === 0 ? html`<p class="muted">It has no jobs yet.</p>` : nothing}
    `;
  }
}

function words(each) {
  const here = STATES.filter((state) => each.here[state]).map(
    (state) => `${count(each.here[state])} ${state}`,
  );
  const left = each.outcomes.map(([outcome, jobs]) => `${count(jobs)} ${outcome}`);
  return [...left, ...here].join(" · ") || "nobody yet";
}

define("fs-campaign-steps", CampaignSteps, ["campaign"]);
