import { Component, define } from "../shared/component.js";
import { events } from "../shared/events.js";
import { moment, plural } from "../shared/format.js";
import { html, keyed, nothing, repeat } from "../shared/lit.js";
import { go, link, place } from "../shared/router.js";
import { soon } from "../shared/soon.js";
import { newTemplate } from "./new-template.js";
import { templateApi } from "./template-api.js";

/** Not more often than this is the list asked for, however much is changed. */
const PAUSE_MS = 2_000;

/** The editor is as much to load as all the rest; the list does not wait for it. */
let editor = null;
const loadEditor = () => (editor ??= import("./template-page.js"));
if (place().path.length > 0) {
  loadEditor().catch(() => undefined);
}

/** The organization's templates, and the one that was chosen. */
class TemplatesView extends Component {
  #templates = null;
  #more = false;
  #problem = null;
  #search = "";
  /** `awaited`, then `there` or `missing`. */
  #editor = "awaited";
  #later = soon(PAUSE_MS, () => this.isConnected && this.#load());

  arrive() {
    this.untilGone(events.listen((batch) => this.#heard(batch)));
    this.#load().then(() => this.#prepare());
  }

  changed() {
    if (this.place.path.length > 0) {
      this.#prepare();
    }
  }

  async #prepare() {
    try {
      await loadEditor();
      this.#editor = "there";
    } catch {
      this.#editor = "missing";
    }
    this.update();
  }

  async #load() {
    try {
      const { items, more } = await templateApi.all();
      this.#templates = items.sort((one, other) => one.name.localeCompare(other.name));
      this.#more = more;
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  #heard(batch) {
    if (batch.some((event) => event.type === "applied" || event.type === "gap")) {
      this.#later();
    }
  }

  template() {
    const [id, tab = ""] = this.place.path;
    return html`
      <div class="templates" data-chosen=${Boolean(id)}>
        <aside aria-label="All templates">${this.#list(id)}</aside>
        <div class="chosen">
          ${id
            ? this.#one(id, tab)
            : html`<div class="empty-state">
                <h2>Choose a template</h2>
                <p class="muted">
                  Several people can edit one at the same time: what you both change comes together.
                </p>
              </div>`}
        </div>
      </div>
    `;
  }

  #one(id, tab) {
    switch (this.#editor) {
      case "there":
        return keyed(
          id,
          html`<fs-template .templateId=${id} .tab=${tab} .query=${this.place.query}></fs-template>`,
        );
      case "missing":
        return html`<p class="problem" role="alert">The editor could not be loaded. Reload the page.</p>`;
      default:
        return html`<p class="muted">Loading …</p>`;
    }
  }

  #list(chosen) {
    const words = this.#search.trim().toLowerCase();
    const found = (this.#templates ?? []).filter((each) => each.name.toLowerCase().includes(words));
    return html`
      <div class="list-head">
        <h1>Templates</h1>
        <button type="button" class="primary" @click=${this.#create}>New template</button>
      </div>
      <label class="field">
        <span class="unseen">Search</span>
        <input
          type="search"
          placeholder="Search by name"
          @input=${(event) => {
            this.#search = event.target.value;
            this.update();
          }}
        />
      </label>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${this.#templates === null
        ? html`<p class="muted">Loading …</p>`
        : found.length === 0
          ? html`<p class="muted">${words ? "No template has this in its name." : "There are no templates yet."}</p>`
          : nothing}
      <ul class="template-list">
        ${repeat(
          found,
          (each) => each.id,
          (each) => html`<li>
            <a href=${link(["templates", each.id])} aria-current=${each.id === chosen ? "true" : nothing}>
              <span class="template-name">${each.name}</span>
              <span class="muted small"
                >${plural((each.sections ?? []).length, "section")},
                ${plural(Object.keys(each.field_definitions ?? {}).length, "field")} ·
                ${moment(each.updated_at)}</span
              >
            </a>
          </li>`,
        )}
      </ul>
      ${this.#more ? html`<p class="muted small">These are the first ${found.length}.</p>` : nothing}
    `;
  }

  #create = async () => {
    const made = await newTemplate();
    if (made) {
      go(link(["templates", made]));
      await this.#load();
    }
  };
}

define("fs-templates", TemplatesView, ["place"]);
