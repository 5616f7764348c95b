import { Component, define } from "../shared/component.js";
import { count, span } from "../shared/format.js";
import { html } from "../shared/lit.js";

/** How many of each kind of work are in which state. */
class StatesView extends Component {
  template() {
    const stats = this.stats;
    const { processing, campaigns, decided } = stats ?? {};
    return html`
      <div class="panel-head"><h2>Jobs by state</h2></div>
      ${group("Updates", "since the gateway's start", [
        ["Active", stats?.activeUpdates],
        ["Applied", decided?.applied],
        ["Conflict", decided?.conflict],
        ["Rejected", decided?.rejected],
        ["Failed", decided?.failed],
        ["Retries", stats?.retries],
      ])}
      ${group("Background processing", oldest(processing), [
        ["Waiting", processing?.waiting],
        ["Due", processing?.due],
        ["Not read yet", processing?.lag],
        ["Processed", processing?.processed],
        ["Skipped", processing?.skipped],
        ["Failed", processing?.failed],
      ])}
      ${group("Campaigns", "of all that run", [
        ["Jobs to do", campaigns?.ready],
        ["Jobs waiting", campaigns?.waiting],
        ["Jobs dead", campaigns?.dead],
        ["Running", campaigns?.running],
        ["Paused", campaigns?.paused],
        ["Workers", campaigns?.workers],
      ])}
    `;
  }
}

const oldest = (processing) =>
  processing?.oldestDueMs == null ? "nothing is late" : `due for ${span(processing.oldestDueMs)}`;

function group(title, hint, facts) {
  return html`<section class="states" aria-label=${title}>
    <h3>${title} <span class="muted small">${hint}</span></h3>
    <dl class="numbers">
      ${facts.map(([words, value]) => html`<div><dt>${words}</dt><dd>${count(value)}</dd></div>`)}
    </dl>
  </section>`;
}

define("fs-states", StatesView, ["stats"]);
