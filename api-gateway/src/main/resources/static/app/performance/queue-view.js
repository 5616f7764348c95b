import { Component, define } from "../shared/component.js";
import { count, plural } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";
import { shareBar } from "../shared/share-bar.js";

/** What the update-workers have before them: by partition and by who has which partitions. */
class QueueView extends Component {
  template() {
    const lag = this.stats?.consumerLag;
    return html`
      <div class="panel-head">
        <h2>Queue of updates</h2>
        <p><strong>${count(lag?.total)}</strong> <span class="muted">pending</span></p>
      </div>
      ${lag?.reason ? html`<p class="hint">Not known: ${lag.reason}.</p>` : nothing}
      ${lag && !lag.reason ? parts(lag) : nothing}
    `;
  }
}

function parts(lag) {
  const most = Math.max(1, ...lag.partitions.map((each) => each.pending));
  return html`
    <h3>By partition</h3>
    <ul class="bars" data-list="partitions">
      ${lag.partitions.map(
        (each) => html`<li class="bar-row">
          <span>Partition ${each.partition}</span>
          ${shareBar([{ tone: "info", share: each.pending / most }])}
          <span class="number">${count(each.pending)}</span>
        </li>`,
      )}
    </ul>
    <h3>By worker</h3>
    ${lag.workers.length === 0
      ? html`<p class="hint">No update-worker is there. Updates wait until one is started.</p>`
      : html`<ul class="rows" data-list="workers">
          ${lag.workers.map(
            (each) => html`<li>
              <span class="row-main">
                <strong>${each.name}</strong> <span class="muted small">on ${each.host}</span>
              </span>
              <span class="muted small">${partitionsOf(each)}</span>
              <span class="number">${count(each.pending)} pending</span>
            </li>`,
          )}
        </ul>`}
  `;
}

function partitionsOf(worker) {
  return worker.partitions.length === 0
    ? "waits for partitions"
    : `${plural(worker.partitions.length, "partition")}: ${worker.partitions.join(", ")}`;
}

define("fs-queue", QueueView, ["stats"]);
