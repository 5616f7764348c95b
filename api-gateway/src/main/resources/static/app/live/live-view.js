import { Component, define } from "../shared/component.js";
import { events } from "../shared/events.js";
import { choiceField } from "../shared/fields.js";
import { html, nothing } from "../shared/lit.js";
import { go, link } from "../shared/router.js";
import { soon } from "../shared/soon.js";
import { templateApi } from "../templates/template-api.js";
import "./cache-view.js";
import "./live-log.js";
import "./resolution-view.js";
import "./status-panel.js";

/** The template is read again at most this often while it changes. */
const PAUSE_MS = 400;

/** What happens now, to one template and around it. */
class LiveView extends Component {
  #templates = null;
  #current = null;
  #problem = null;
  #later = soon(PAUSE_MS, () => this.isConnected && this.#load());

  arrive() {
    this.untilGone(events.listen((batch) => this.#heard(batch)));
    this.#loadAll();
  }

  changed() {
    if (this.#templates !== null) {
      this.#load();
    }
  }

  get #templateId() {
    return this.place.path[0] ?? this.#templates?.[0]?.id;
  }

  async #loadAll() {
    try {
      const { items } = await templateApi.all();
      this.#templates = items;
      await this.#load();
    } catch (problem) {
      this.#problem = problem.message;
      this.update();
    }
  }

  async #load() {
    const id = this.#templateId;
    let current = this.#current;
    let problem = null;
    if (id) {
      try {
        current = await templateApi.one(id);
      } catch (refused) {
        problem = refused.message;
      }
    }
    if (id === this.#templateId) {
      this.#current = current;
      this.#problem = problem;
      this.update();
    }
  }

  #heard(batch) {
    const here = batch.some(
      (event) =>
        event.type === "gap" ||
        (event.type === "invalidated" && event.templateId === this.#templateId),
    );
    if (here) {
      this.#later();
    }
  }

  template() {
    const id = this.#templateId;
    return html`
      <div class="view-head">
        <h1>Live</h1>
        ${this.#templates?.length
          ? choiceField({
              label: "Template",
              value: id,
              choices: this.#templates.map((each) => [each.id, each.name]),
              onInput: (chosen) => go(link(["live", chosen])),
            })
          : nothing}
      </div>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${this.#templates?.length === 0
        ? html`<p class="hint">There are no templates yet. Make one in the view Templates.</p>`
        : nothing}
      <div class="live">
        <fs-status class="card" .current=${this.#current}></fs-status>
        <fs-live-log class="card" .templateId=${id}></fs-live-log>
        <fs-cache class="card" .templateId=${id}></fs-cache>
        <fs-resolution class="card" .templateId=${id}></fs-resolution>
      </div>
    `;
  }
}

define("fs-live", LiveView, ["place"]);
