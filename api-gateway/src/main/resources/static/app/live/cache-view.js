import { get } from "../shared/api.js";
import { Component, define } from "../shared/component.js";
import { events } from "../shared/events.js";
import { span } from "../shared/format.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { soon } from "../shared/soon.js";

const PERIOD_MS = 2_000;
/** A view that becomes stale is shown as such so soon. */
const PAUSE_MS = 200;
const READERS = ["User A", "User B", "User C"];
const TONES = { fresh: "good", stale: "warns", empty: "plain", unknown: "plain" };
const WORDS = { fresh: "Fresh", stale: "Stale", empty: "Empty", unknown: "No answer" };

/**
 * What every gateway's cache holds of the template, and what each of three users has in view: a view
 * is stale as soon as somebody saved after it was read.
 */
class CacheView extends Component {
  #nodes = [];
  #askedAt = 0;
  #views = new Map();
  #latest = null;
  #problem = null;
  #later = soon(PAUSE_MS, () => this.update());

  arrive() {
    this.untilGone(events.listen((batch) => this.#heard(batch)));
    this.every(PERIOD_MS, () => this.#ask());
    this.every(1_000, () => this.update());
    this.#ask();
  }

  changed(property) {
    if (property === "templateId") {
      this.#nodes = [];
      this.#views = new Map();
      this.#latest = null;
      this.#ask();
    }
  }

  #heard(batch) {
    const news = batch.findLast(
      (event) => event.templateId === this.templateId && event.type === "invalidated",
    );
    if (news) {
      this.#latest = news.version;
      this.#later();
    }
  }

  async #ask() {
    if (!this.templateId || document.hidden) {
      return;
    }
    try {
      this.#nodes = await get(`/api/cache/${this.templateId}`);
      this.#askedAt = Date.now();
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  async #read(reader) {
    try {
      const template = await get(`/api/templates/${this.templateId}`, { actor: reader });
      this.#views.set(reader, { version: template.version, at: Date.now() });
      this.#latest = template.version;
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  template() {
    return html`
      <div class="panel-head">
        <h2 id="cache-title">Caches</h2>
        <button type="button" ?disabled=${!this.templateId} @click=${() => this.#readAll()}>
          Read as all users
        </button>
      </div>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      <h3>Gateways</h3>
      <ul class="caches wide">
        ${repeat(
          this.#nodes,
          (node) => node.node,
          (node) =>
            cell(
              node.node,
              node.state,
              node.version,
              node.ageMs === null ? null : node.ageMs + Date.now() - this.#askedAt,
            ),
        )}
      </ul>
      <h3>What users see</h3>
      <ul class="caches">
        ${READERS.map((reader) => this.#view(reader))}
      </ul>
    `;
  }

  #view(reader) {
    const view = this.#views.get(reader);
    const state = view ? (view.version === this.#latest ? "fresh" : "stale") : "empty";
    return cell(
      reader,
      state,
      view?.version,
      view ? Date.now() - view.at : null,
      html`<button
        type="button"
        class="quiet"
        aria-label=${`Read as ${reader}`}
        ?disabled=${!this.templateId}
        @click=${() => this.#read(reader)}
      >
        Read
      </button>`,
    );
  }

  #readAll() {
    READERS.forEach((reader) => this.#read(reader));
  }
}

function cell(name, state, version, ageMs, more = nothing) {
  return html`<li class="cache" data-state=${state} data-name=${name}>
    <span class="cache-name">${name}</span>
    <span class="badge" data-tone=${TONES[state]}>${WORDS[state]}</span>
    <span class="cache-version">${version ? html`v: <code>${version}</code>` : "No data"}</span>
    <span class="muted small">Age: ${ageMs === null ? "–" : span(ageMs)}</span>
    ${more}
  </li>`;
}

define("fs-cache", CacheView, ["templateId"]);
