import { open } from "../shared/dialog.js";
import { moment } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";
import { notice } from "../shared/notices.js";
import { campaignApi } from "./campaign-api.js";
import { JOB_TONES, stepName } from "./words.js";

/** Shows what became of a job, and records a reply that came another way. */
export async function showJob(campaignId, jobId) {
  let job = null;
  let problem = "";
  await open((done, again) => {
    if (job === null && !problem) {
      campaignApi
        .job(campaignId, jobId)
        .then((found) => (job = found))
        .catch((error) => (problem = error.message))
        .finally(again);
    }
    const reply = async (event) => {
      event.preventDefault();
      try {
        await campaignApi.reply(campaignId, jobId, new FormData(event.target).get("text"));
        notice("The reply is on its way to the workers");
        done();
      } catch (error) {
        problem = error.message;
        again();
      }
    };
    return html`
      <div class="panel-head">
        <h2 id="dialog-title">${job?.email ?? "Loading …"}</h2>
        ${job ? html`<span class="badge" data-tone=${JOB_TONES[job.status]}>${job.status}</span>` : nothing}
      </div>
      <p class="problem" role="alert">${problem}</p>
      ${job ? shown(job) : nothing}
      ${job?.status === "waiting" && job.wait?.for === "reply" ? replyForm(reply) : nothing}
      <div class="actions end"><button type="button" autofocus @click=${() => done()}>Close</button></div>
    `;
  }, "wide");
}

const replyForm = (onSubmit) => html`
  <form @submit=${onSubmit}>
    <label class="field">
      <span>A reply that came another way</span>
      <textarea name="text" rows="3" required maxlength="65536"></textarea>
    </label>
    <div class="actions"><button>Record the reply</button></div>
  </form>
`;

function shown(job) {
  const happened = [
    ...job.results.map((each) => ({
      at: each.at,
      tone: "good",
      words: `${stepName(each.step)}: ${each.outcome}`,
      more: pairs(each.result),
    })),
    ...job.failures.map((each) => ({
      at: each.at,
      tone: each.kind === "transient" ? "warns" : "bad",
      words: `${stepName(each.step)}: attempt ${each.attempt} failed`,
      more: each.reason,
    })),
    ...job.replies.map((each) => ({ at: each.at, tone: "info", words: "Replied", more: each.text })),
  ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return html`
    <p class="muted">
      Now at ${stepName(job.step)}${job.wait ? `, waits for a ${job.wait.for} until ${moment(job.wait.until)}` : ""}
    </p>
    ${job.deadLetter ? html`<p class="problem">${job.deadLetter.reason}</p>` : nothing}
    ${pairs(job.attributes) ? html`<p class="small">${pairs(job.attributes)}</p>` : nothing}
    <ol class="rows happened">
      ${happened.map(
        (each) => html`<li>
          <div class="row-main">
            <span class="badge" data-tone=${each.tone}>${each.words}</span>
            ${each.more ? html`<p class="small">${each.more}</p>` : nothing}
          </div>
          <span class="muted small">${moment(each.at)}</span>
        </li>`,
      )}
    </ol>
  `;
}

const pairs = (object) =>
  Object.entries(object ?? {})
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");
