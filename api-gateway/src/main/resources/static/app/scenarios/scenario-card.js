import { count, instant, plural } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";
import { bench } from "./bench.js";

const VERDICTS = {
  running: ["Running …", "info"],
  passed: ["PASS", "good"],
  failed: ["FAIL", "bad"],
  stopped: ["Stopped", "warns"],
};

const MARKS = { true: ["✓", "Holds"], false: ["✗", "Does not hold"], null: ["!", "Less than asked for"] };

/**
 * A scenario with its button, and what came of its last run.
 * @param {object} scenario
 * @param {{controls?: any, options?: () => object}} more what a person can choose before the start
 */
export function scenarioCard(scenario, more = {}) {
  const run = bench.runs.get(scenario.id);
  const running = run?.state === "running";
  const titleId = `scenario-${scenario.id}`;
  return html`
    <section class="card scenario" aria-labelledby=${titleId} data-scenario=${scenario.id}>
      <div class="panel-head">
        <div class="scenario-title">
          <h2 id=${titleId}>${scenario.title}</h2>
          <p role="status">${run ? verdict(run) : nothing}</p>
        </div>
        <div class="actions">
          ${running ? html`<button type="button" @click=${() => run.stop()}>Stop</button>` : nothing}
          <button
            type="button"
            class="primary"
            ?disabled=${bench.running !== null}
            @click=${() => bench.start(scenario, more.options?.())}
          >
            ${scenario.button}
          </button>
        </div>
      </div>
      <p class="muted">${scenario.promise}</p>
      ${more.controls ?? nothing} ${run ? evidence(run, bench.latest === scenario.id) : nothing}
    </section>
  `;
}

function verdict(run) {
  const [words, tone] = VERDICTS[run.state];
  return html`<span class="badge large" data-tone=${tone}>${words}</span>`;
}

function evidence(run, latest) {
  return html`
    ${run.countdown ? countdown(run.countdown) : nothing} ${run.numbers ? numbers(run.numbers) : nothing}
    ${run.problem ? html`<p class="problem" role="alert">${run.problem}</p>` : nothing}
    ${run.checks.length > 0
      ? html`<ul class="checks" aria-label="Checks">
          ${run.checks.map(
            ({ ok, words }) =>
              html`<li data-ok=${ok}>
                <span aria-hidden="true">${MARKS[ok][0]}</span>
                <span><span class="unseen">${MARKS[ok][1]}: </span>${words}</span>
              </li>`,
          )}
        </ul>`
      : nothing}
    <details class="steps" ?open=${latest}>
      <summary>What happened: ${plural(run.steps.length, "step")}${took(run)}</summary>
      <ol class="lines">
        ${run.steps.map(
          (step) =>
            html`<li data-tone=${step.tone}>
              <span class="log-time">${instant(step.at)}</span> <b>${step.who}</b> ${step.words}
            </li>`,
        )}
      </ol>
    </details>
  `;
}

const took = (run) =>
  run.endedAt === null ? "" : ` in ${((run.endedAt - run.startedAt) / 1000).toFixed(1)} s`;

function countdown({ words, leftMs, ofMs }) {
  return html`
    <div class="countdown" role="timer">
      <span>${words} <b>${Math.ceil(leftMs / 1000)} s</b></span>
      <progress max=${ofMs} .value=${ofMs - leftMs} aria-label=${words}></progress>
    </div>
  `;
}

function numbers(run) {
  const milliseconds = (value) => (value === undefined ? "–" : `${count(value)} ms`);
  return html`
    <dl class="numbers">
      ${number("Asked for", count(run.asked))} ${number("Sent", count(run.sent))}
      ${number("Accepted", count(run.accepted))} ${number("Applied", count(run.applied))}
      ${number("In the queue", count(run.waiting))} ${number("Refused", count(run.refused))}
      ${number("Sent/s", count(run.sentPerSecond))} ${number("Applied/s", count(run.appliedPerSecond))}
      ${number("Median", milliseconds(run.medianMs))}
      ${number("95 % within", milliseconds(run.p95Ms))}
    </dl>
  `;
}

const number = (words, value) => html`<div><dt>${words}</dt><dd>${value}</dd></div>`;
