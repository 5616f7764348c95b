import { get } from "../shared/api.js";
import { Component, define } from "../shared/component.js";
import { clock, count, percent } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";

/** The numbers are asked for this often; events do not carry them. */
const PERIOD_MS = 1_000;

/** How it stands now: of the template that is looked at, and of the whole system. */
class StatusPanel extends Component {
  #stats = null;
  #problem = null;
  #asking = false;

  arrive() {
    this.every(PERIOD_MS, () => this.#ask());
    this.#ask();
  }

  async #ask() {
    if (this.#asking || document.hidden) {
      return;
    }
    this.#asking = true;
    try {
      this.#stats = await get("/api/stats");
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.#asking = false;
    this.update();
  }

  template() {
    const stats = this.#stats;
    const template = this.current;
    const latency = stats?.latencyMs?.p95;
    return html`
      <div class="panel-head"><h2 id="status-title">Current state</h2></div>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      <dl class="numbers large" aria-labelledby="status-title">
        ${fact("Template version", template?.version ?? "–", "version")}
        ${fact("Last updated", template ? clock(template.updated_at) : "–", "updated")}
        ${fact("Active updates", count(stats?.activeUpdates), "active")}
        ${fact("Conflicts detected", count(stats?.conflictsDetected), "detected")}
        ${fact("Conflicts resolved", count(stats?.conflictsResolved), "resolved")}
        ${fact("Cache hit rate", percent(stats?.cacheHitRate), "hit-rate")}
        ${fact("Retries", count(stats?.retries), "retries")}
        ${fact("Updates/s", stats ? stats.updatesPerSecond.last10s.toFixed(1) : "–", "rate")}
        ${fact("Latency p95", latency === null || latency === undefined ? "–" : `${count(latency)} ms`, "latency")}
      </dl>
    `;
  }
}

const fact = (words, value, name) =>
  html`<div data-fact=${name}><dt>${words}</dt><dd>${value}</dd></div>`;

define("fs-status", StatusPanel, ["current"]);
