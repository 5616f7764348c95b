import { Component, define } from "../shared/component.js";
import { confirm } from "../shared/dialog.js";
import { events } from "../shared/events.js";
import { textField } from "../shared/fields.js";
import { moment, plural } from "../shared/format.js";
import { html, keyed, nothing } from "../shared/lit.js";
import { notice } from "../shared/notices.js";
import { link } from "../shared/router.js";
import { settle } from "./conflicts-dialog.js";
import { draftOf } from "./draft.js";
import "./history-view.js";
import "./json-editor.js";
import "./meanwhile.js";
import "./presence.js";
import "./sections-editor.js";
import { templateApi } from "./template-api.js";
import "./variants-editor.js";

const TABS = [
  ["", "Sections"],
  ["variants", "Variants"],
  ["json", "JSON"],
  ["history", "History"],
];

/** The template is read again at most this often while it changes. */
const PAUSE_MS = 250;

/** Events after which the stored template is another one. */
const CHANGES = new Set(["applied", "gap"]);

/** One template: editing, saving together with others, its history. */
class TemplatePage extends Component {
  #draft = null;
  #problem = null;
  #saving = false;
  /** The last event of those that are not shown yet. */
  #news = null;
  /** Counts edits, so that the parts that show the draft know that it is another one. */
  #turn = 0;

  arrive() {
    this.untilGone(events.listen((batch) => this.#heard(batch)));
    this.#load();
  }

  async #load() {
    try {
      this.#draft = draftOf(await templateApi.one(this.templateId));
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.#again();
  }

  #heard(batch) {
    const news = batch.filter(
      (event) =>
        event.type === "gap" ||
        (event.templateId === this.templateId &&
          (CHANGES.has(event.type) || (event.type === "invalidated" && event.source === "background"))),
    );
    if (news.length > 0) {
      const planned = this.#news !== null;
      this.#news = news.at(-1);
      if (!planned) {
        this.#refreshSoon();
      }
    }
  }

  /** One at a time, however fast others save. */
  async #refreshSoon() {
    for (let shown = null; shown !== this.#news && this.isConnected; ) {
      shown = this.#news;
      if (this.#draft !== null && !this.#saving) {
        await this.#refresh(shown);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    this.#news = null;
  }

  /** Without edits the new version is shown; with edits it is laid beside them. */
  async #refresh(event) {
    let stored;
    try {
      stored = await templateApi.one(this.templateId);
    } catch {
      // The next event, or the next save, comes back to it.
      return;
    }
    const draft = this.#draft;
    if (this.#saving || stored.version === draft.version) {
      return;
    }
    if (!draft.isDirty) {
      draft.take(stored);
    } else if (event.source !== "background") {
      draft.theirs = stored;
      draft.theirEvent = event.actor ? event : null;
    }
    this.#again();
  }

  #again() {
    this.#turn++;
    this.update();
  }

  template() {
    if (this.#problem !== null && this.#draft === null) {
      return html`<p class="problem" role="alert">${this.#problem}</p>
        <p><a href=${link(["templates"])}>All templates</a></p>`;
    }
    if (this.#draft === null) {
      return html`<p class="muted">Loading …</p>`;
    }
    const draft = this.#draft;
    return html`
      <header class="page-head">
        <a class="back-link back" href=${link(["templates"])}>← All templates</a>
        <h1>${draft.edited.name || "Without a name"}</h1>
        <p class="muted meta">
          <span>Version <code class="version-id">${draft.stored.version}</code></span>
          <span>Changed ${moment(draft.stored.updated_at)}</span>
        </p>
        <fs-presence .templateId=${this.templateId}></fs-presence>
      </header>
      <nav class="tabs" aria-label="Parts of the template">
        ${TABS.map(
          ([path, words]) => html`<a
            href=${link(["templates", this.templateId, ...(path ? [path] : [])])}
            aria-current=${path === this.tab ? "page" : nothing}
            >${words}</a
          >`,
        )}
      </nav>
      <fs-meanwhile .draft=${draft} .turn=${this.#turn} @edited=${() => this.#again()}></fs-meanwhile>
      <div class="tab" @edited=${this.#edited} @saved=${this.#saved}>${keyed(this.tab, this.#content())}</div>
      ${this.#saveBar()}
    `;
  }

  #edited = () => this.#again();

  #saved = (event) => {
    this.#draft.take(event.detail);
    this.#again();
  };

  #content() {
    const draft = this.#draft;
    switch (this.tab) {
      case "json":
        return html`<fs-json-editor .draft=${draft} .turn=${this.#turn}></fs-json-editor>`;
      case "history":
        return html`<fs-history .current=${draft.stored} .query=${this.query}></fs-history>`;
      case "variants":
        return html`<fs-variants-editor .draft=${draft} .turn=${this.#turn}></fs-variants-editor>`;
      default:
        return html`
          <section class="card" aria-label="Name">
            ${textField({
              label: "Name of the template",
              required: true,
              value: draft.edited.name,
              onInput: (name) => {
                draft.edited.name = name;
                this.#again();
              },
            })}
          </section>
          <fs-sections-editor .draft=${draft} .turn=${this.#turn}></fs-sections-editor>
        `;
    }
  }

  #saveBar() {
    const draft = this.#draft;
    if (!draft.isDirty && !this.#saving && this.#problem === null) {
      return nothing;
    }
    const changes = draft.mine.length;
    return html`
      <div class="save-bar" role="group" aria-label="Your changes">
        ${this.#problem === null
          ? html`<p>${draft.unreadable ? "The JSON cannot be read" : plural(changes, "change")}<span class="muted">, not saved yet</span></p>`
          : html`<p class="problem" role="alert">${this.#problem}</p>`}
        <button type="button" ?disabled=${this.#saving} @click=${() => this.#discard()}>Discard</button>
        <button
          type="button"
          class="primary"
          ?disabled=${this.#saving || draft.unreadable !== null}
          @click=${() => this.#save()}
        >
          ${this.#saving ? "Saving …" : "Save"}
        </button>
      </div>
    `;
  }

  async #discard() {
    const sure = await confirm({
      title: "Discard your changes?",
      text: "What is stored is shown again.",
      yes: "Discard",
      danger: true,
    });
    if (sure) {
      this.#draft.take(this.#draft.theirs ?? this.#draft.stored);
      this.#problem = null;
      await this.#load();
    }
  }

  async #save() {
    const draft = this.#draft;
    this.#saving = true;
    this.#problem = null;
    this.update();
    try {
      const answer = await templateApi.save(this.templateId, draft.patch, draft.version);
      draft.take(answer.data);
      this.#saving = false;
      this.#again();
      notice(`Saved as version ${answer.newVersion}.`);
      if (answer.conflicts.length > 0) {
        await this.#settle(answer);
      }
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.#saving = false;
    this.#again();
  }

  async #settle(answer) {
    const operations = await settle(answer.conflicts, answer.data);
    if (operations.length > 0) {
      const chosen = await templateApi.patch(this.templateId, operations, answer.newVersion);
      this.#draft.take(chosen.data);
      notice(`Your choice is saved as version ${chosen.newVersion}.`);
    }
  }
}

define("fs-template", TemplatePage, ["templateId", "tab", "query"]);
