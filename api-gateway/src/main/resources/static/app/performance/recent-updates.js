import { Component, define } from "../shared/component.js";
import { events } from "../shared/events.js";
import { clock, duration, plural } from "../shared/format.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { go, link } from "../shared/router.js";
import { shareBar } from "../shared/share-bar.js";
import { soon } from "../shared/soon.js";
import { stretches, wholeOf } from "./ways.js";
import { seenWays } from "./seen-ways.js";
import { toneOf } from "./words.js";

const SHOWN = 25;
const PERIOD_MS = 300;

/** The latest updates with their ways in small, and a field for any other. */
class RecentUpdates extends Component {
  #paused = null;

  arrive() {
    const later = soon(PERIOD_MS, () => this.update());
    this.untilGone(
      events.listen(() => {
        if (this.#paused === null) {
          later();
        }
      }),
    );
  }

  template() {
    const ways = this.#paused ?? seenWays.latest(SHOWN);
    const longest = Math.max(1, ...ways.map((each) => wholeOf(each) ?? 0));
    return html`
      <div class="panel-head">
        <h2>Latest updates</h2>
        <div class="actions">
          <button type="button" aria-pressed=${this.#paused !== null} @click=${() => this.#pause()}>
            ${this.#paused === null ? "Pause" : "Go on"}
          </button>
          <form class="find" @submit=${find}>
            <label>
              <span class="unseen">Id of an update</span>
              <input name="id" type="text" required placeholder="Id of an update" autocomplete="off" spellcheck="false" />
            </label>
            <button>Show its way</button>
          </form>
        </div>
      </div>
      ${ways.length === 0
        ? html`<p class="muted">Updates appear here as they are sent. Edit a template in another window, and see.</p>`
        : nothing}
      <ul class="rows ways">
        ${repeat(
          ways,
          (way) => way.updateId,
          (way) => row(way, longest),
        )}
      </ul>
    `;
  }

  #pause() {
    this.#paused = this.#paused === null ? seenWays.latest(SHOWN) : null;
    this.update();
  }
}

function find(event) {
  event.preventDefault();
  go(link(["performance", new FormData(event.target).get("id").trim()]));
}

function row(way, longest) {
  const parts = stretches(way).map(({ tone, from, to }) => ({
    tone,
    from: (from - way.accepted) / longest,
    share: (to - from) / longest,
  }));
  return html`<li>
    <a href=${link(["performance", way.updateId])} aria-label=${`Way of ${way.actor}'s update at ${clock(way.accepted)}`}
      >${clock(way.accepted)}</a
    >
    <span class="row-main">${way.actor}</span>
    <span class="badge" data-tone=${toneOf(way.status)}>${way.status ?? "under way"}</span>
    ${way.attempts.length > 1
      ? html`<span class="muted small">${plural(way.attempts.length, "attempt")}</span>`
      : html`<span></span>`}
    ${shareBar(parts, "share-bar thin")}
    <span class="number">${way.status ? duration(wholeOf(way)) : "…"}</span>
  </li>`;
}

define("fs-recent-updates", RecentUpdates);
