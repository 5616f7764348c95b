import { get, Problem } from "../shared/api.js";
import { Component, define } from "../shared/component.js";
import { moment } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";

/** It looks for six seconds; before that it may look for others. */
const PATIENCE_MS = 40_000;
const LOOK_S = 6;
const TICK_MS = 250;
const FORBIDDEN = 403;

/** Asks the doctor what holds the system up, and shows what he says. */
class DoctorPanel extends Component {
  /** When he was asked, while he looks. */
  #askedAt = null;
  /** The checkup of `/api/doctor`. */
  #found = null;
  #problem = null;

  arrive() {
    this.every(TICK_MS, () => this.#askedAt && this.update());
  }

  template() {
    const looking = this.#askedAt !== null;
    return html`
      <div class="panel-head">
        <h2>Doctor</h2>
        <button type="button" ?disabled=${looking} @click=${() => this.#ask()}>Ask the doctor</button>
      </div>
      ${looking || this.#found || this.#problem
        ? nothing
        : html`<p class="muted">
            Looks at the database, the queue and every process for ${LOOK_S} seconds, and names what holds the system
            up. For operators.
          </p>`}
      <div class="findings" role="status" aria-busy=${looking}>
        ${looking ? this.#looking() : nothing} ${this.#problem ? refusal(this.#problem) : nothing}
        ${this.#found ? checkup(this.#found) : nothing}
      </div>
    `;
  }

  #looking() {
    const seconds = (Date.now() - this.#askedAt) / 1_000;
    return html`
      <div class="countdown">
        <span>${seconds <= LOOK_S + 1 ? "Looking at the system …" : "Still looking; somebody else may have asked …"}</span>
        <progress max=${LOOK_S} .value=${Math.min(seconds, LOOK_S)} aria-label="How long the doctor has looked"></progress>
      </div>
    `;
  }

  async #ask() {
    this.#askedAt = Date.now();
    this.#found = null;
    this.#problem = null;
    this.update();
    try {
      this.#found = await get("/api/doctor", { signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch (problem) {
      this.#problem = problem;
    }
    this.#askedAt = null;
    this.update();
  }
}

function refusal(problem) {
  return problem instanceof Problem && problem.status === FORBIDDEN
    ? html`<p class="hint">${problem.message} Your token does not have it: ask an operator to look.</p>`
    : html`<p class="problem">${problem.message}</p>`;
}

function checkup({ node, at, seconds, diagnoses, unseen }) {
  return html`
    ${diagnoses.length === 0
      ? html`<p class="verdict" data-tone="good">
          ${unseen.length === 0 ? "Nothing holds the system up." : "Nothing that was seen holds the system up."}
        </p>`
      : html`<ol class="diagnoses">
          ${diagnoses.map(diagnosis)}
        </ol>`}
    ${unseen.length === 0
      ? nothing
      : html`<div class="hint">
          <p>Not seen, so nothing there would be named:</p>
          <ul class="values">
            ${unseen.map((each) => html`<li>${each}</li>`)}
          </ul>
        </div>`}
    <p class="muted small">Looked for ${seconds.toFixed(1)} s until ${moment(at)}, by the gateway <code>${node}</code>.</p>
  `;
}

function diagnosis({ bottleneck, summary, evidence, arithmetic, advice }) {
  return html`<li class="diagnosis">
    <div class="panel-head">
      <h3>${summary}</h3>
      <span class="badge" data-tone="bad">${bottleneck}</span>
    </div>
    <dl class="facts beside">
      <div>
        <dt>Seen</dt>
        <dd>
          <ul class="values">
            ${evidence.map((each) => html`<li>${each}</li>`)}
          </ul>
        </dd>
      </div>
      <div><dt>Arithmetic</dt><dd>${arithmetic}</dd></div>
      <div><dt>What to do</dt><dd>${advice}</dd></div>
    </dl>
  </li>`;
}

define("fs-doctor", DoctorPanel);
