import { Component, define } from "../shared/component.js";
import { events } from "../shared/events.js";
import { tickField } from "../shared/fields.js";
import { html } from "../shared/lit.js";
import { Ring } from "../shared/ring.js";
import { link } from "../shared/router.js";
import { soon } from "../shared/soon.js";
import { lineOf } from "./log-lines.js";

/** Lines that are kept, and those of them that are shown. */
const KEPT = 2_000;
const SHOWN = 200;
/** Text that changes more often can be read by nobody. */
const PERIOD_MS = 200;
/** So many pixels from its end a log is at its end. */
const AT_END = 24;

/** Lines outlive the view: who looks at a template meanwhile misses nothing. */
const ring = new Ring(KEPT);
let place = null;
const later = soon(PERIOD_MS, () => place?.follow());
events.listen((batch) => {
  ring.add(batch.map(lineOf).filter((line) => line !== null));
  later();
});

/** What happens, as it happens. */
class LiveLog extends Component {
  #details = false;
  #paused = null;
  #all = true;
  /** Whether the newest line stays in sight. */
  #following = true;
  #top = 0;

  arrive() {
    place = this;
    this.untilGone(() => (place = null));
  }

  /** Shows what is new, unless it is held still, or the person has scrolled up to read. */
  follow() {
    if (this.#paused === null && this.#following) {
      this.update();
    }
  }

  template() {
    const lines = (this.#paused ?? ring.values)
      .filter((line) => this.#details || !line.detail)
      .filter((line) => this.#all || !line.templateId || line.templateId === this.templateId)
      .slice(-SHOWN);
    return html`
      <div class="panel-head">
        <h2 id="log-title">Live log</h2>
        <div class="actions">
          ${tickField({ label: "All templates", value: this.#all, onInput: (on) => this.#set(() => (this.#all = on)) })}
          ${tickField({ label: "Every step", value: this.#details, onInput: (on) => this.#set(() => (this.#details = on)) })}
          <button type="button" aria-pressed=${this.#paused !== null} @click=${() => this.#pause()}>
            ${this.#paused === null ? "Pause" : "Go on"}
          </button>
          <button type="button" @click=${() => this.#set(() => ring.clear())}>Clear</button>
        </div>
      </div>
      <div class="log lines" role="log" aria-live="off" aria-labelledby="log-title" tabindex="0">
        ${lines.length === 0
          ? html`<p class="muted">Nothing has happened yet. Edit a template in another window, or run a scenario.</p>`
          : html`<ol>
              ${lines.map((line) => html`<li data-tone=${line.tone}>${timeOf(line)} ${line.words}</li>`)}
            </ol>`}
      </div>
    `;
  }

  shown() {
    const log = this.querySelector(".log");
    if (this.#following) {
      log.scrollTop = log.scrollHeight;
    }
    log.onscroll ??= () => this.#scrolled(log);
  }

  /** A log that has only become shorter was not scrolled by anybody. */
  #scrolled(log) {
    const before = this.#following;
    if (log.scrollHeight - log.scrollTop - log.clientHeight < AT_END) {
      this.#following = true;
    } else if (log.scrollTop < this.#top) {
      this.#following = false;
    }
    this.#top = log.scrollTop;
    if (this.#following && !before) {
      this.follow();
    }
  }

  #set(action) {
    action();
    this.update();
  }

  #pause() {
    this.#set(() => (this.#paused = this.#paused === null ? [...ring.values] : null));
  }
}

/** Leads to the update's way. The list in the view Performance does so for the keyboard, with fewer stops. */
function timeOf(line) {
  return line.updateId
    ? html`<a class="log-time" tabindex="-1" href=${link(["performance", line.updateId])}
        >[${line.time}]</a
      >`
    : html`<span class="log-time">[${line.time}]</span>`;
}

define("fs-live-log", LiveLog, ["templateId"]);
