import { Component, define } from "../shared/component.js";
import { count, duration } from "../shared/format.js";
import { html, keyed, nothing } from "../shared/lit.js";
import "./doctor-panel.js";
import "./line-chart.js";
import "./queue-view.js";
import "./recent-updates.js";
import "./states-view.js";
import { statsHistory } from "./stats-history.js";
import "./update-way.js";

const oneDigit = (number) => (number == null ? "–" : number < 100 ? number.toFixed(1) : count(number));

const CHARTS = [
  { title: "Throughput", lines: [{ name: "Updates/s", key: "rate" }], format: oneDigit },
  {
    title: "Latency",
    lines: [
      { name: "p50", key: "p50" },
      { name: "p95", key: "p95" },
      { name: "p99", key: "p99" },
    ],
    format: duration,
  },
  {
    title: "Waiting",
    lines: [
      { name: "Updates in the queue", key: "pending" },
      { name: "Campaign jobs to do", key: "jobs" },
    ],
    format: count,
    whole: true,
  },
];

/** How much goes through, how long it takes and what waits; and the way of a single update. */
class PerformanceView extends Component {
  arrive() {
    this.untilGone(statsHistory.watch(() => this.update()));
  }

  template() {
    const [updateId] = this.place.path;
    return updateId
      ? keyed(updateId, html`<fs-update-way .updateId=${updateId}></fs-update-way>`)
      : this.#numbers();
  }

  #numbers() {
    const { samples, latest, problem } = statsHistory;
    return html`
      <div class="view-head">
        <h1>Performance</h1>
        <p class="muted small">
          The last five minutes${latest ? html`, by the gateway <code>${latest.node}</code>` : nothing}
        </p>
      </div>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      <div class="charts">
        ${CHARTS.map(
          (chart) =>
            html`<fs-line-chart class="card" .chart=${chart} .samples=${samples}></fs-line-chart>`,
        )}
      </div>
      <div class="halves">
        <fs-queue class="card" .stats=${latest}></fs-queue>
        <fs-states class="card" .stats=${latest}></fs-states>
      </div>
      <fs-doctor class="card"></fs-doctor>
      <fs-recent-updates class="card"></fs-recent-updates>
    `;
  }
}

define("fs-performance", PerformanceView, ["place"]);
