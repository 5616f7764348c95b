import { Component, define } from "../shared/component.js";
import { confirm } from "../shared/dialog.js";
import { choiceField } from "../shared/fields.js";
import { moment, plural } from "../shared/format.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { notice } from "../shared/notices.js";
import { go, link } from "../shared/router.js";
import "./diff-view.js";
import { templateApi } from "./template-api.js";
import { placeName } from "./words.js";
import { keysOf } from "../shared/json.js";

const SOURCES = { user: "Edit", background: "Background job", rollback: "Rollback" };
const PLACES_SHOWN = 4;
/** A part that begins above this share of the window's height is seen. */
const MOSTLY_SEEN = 0.7;

/** What became of a template: every version, what differs between any two, and the way back. */
class HistoryView extends Component {
  #revisions = [];
  #next = null;
  #problem = null;
  #busy = false;

  arrive() {
    this.#load();
  }

  changed(property, before) {
    if (before !== undefined && property !== "query") {
      this.#load();
    }
  }

  async #load() {
    try {
      const page = await templateApi.history(this.current.id);
      this.#revisions = page.items;
      this.#next = page.nextBefore;
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  async #more() {
    const page = await templateApi.history(this.current.id, this.#next);
    this.#revisions = [...this.#revisions, ...page.items];
    this.#next = page.nextBefore;
    this.update();
  }

  template() {
    if (this.#problem) {
      return html`<p class="problem" role="alert">${this.#problem}</p>`;
    }
    if (this.#revisions.length === 0) {
      return html`<p class="muted">Loading …</p>`;
    }
    const newest = this.#revisions[0];
    const byPerson = this.#revisions.find((each) => each.source !== "background") ?? newest;
    const to = this.query.get("to") ?? byPerson.version;
    const from = this.query.get("from") ?? byPerson.previousVersion;
    return html`
      <div class="two-columns">
        <section aria-labelledby="versions-title">
          <h3 id="versions-title">Versions</h3>
          <ol class="versions">
            ${repeat(
              this.#revisions,
              (each) => each.version,
              (each) => this.#revision(each, newest, from, to),
            )}
          </ol>
          ${this.#next
            ? html`<button type="button" @click=${() => this.#more()}>Show older versions</button>`
            : nothing}
        </section>
        <section aria-labelledby="diff-title">
          <h3 id="diff-title">What changed</h3>
          ${from
            ? html`
                <div class="grid">
                  ${this.#versionChoice("From", from, (version) => this.#compare(version, to))}
                  ${this.#versionChoice("To", to, (version) => this.#compare(from, version))}
                </div>
                <fs-diff .templateId=${this.current.id} .from=${from} .to=${to}></fs-diff>
              `
            : html`<p class="muted">This is the first version.</p>`}
        </section>
      </div>
    `;
  }

  #versionChoice(label, value, onInput) {
    const known = this.#revisions.map((each) => [
      each.version,
      `${each.version}, ${each.actor}`,
    ]);
    const last = this.#revisions.at(-1).previousVersion;
    const all = [...known, ...(last ? [[last, last]] : [])];
    return choiceField({
      label,
      value,
      onInput,
      choices: all.some(([version]) => version === value) ? all : [[value, value], ...all],
    });
  }

  #compare(from, to) {
    go(link(["templates", this.current.id, "history"], { from, to }));
    // In a narrow window it stands below the versions.
    const title = this.querySelector("#diff-title");
    const { top } = title.getBoundingClientRect();
    if (top < 0 || top > innerHeight * MOSTLY_SEEN) {
      title.scrollIntoView();
    }
  }

  #revision(each, newest, from, to) {
    const places = [
      ...new Set(each.changedPaths.map((path) => placeName(keysOf(path).slice(0, 3), this.current))),
    ];
    return html`
      <li class="version" data-shown=${each.version === to && each.previousVersion === from}>
        <div class="version-head">
          <code class="version-id">${each.version}</code>
          ${each === newest ? html`<span class="badge" data-tone="good">Current</span>` : nothing}
          ${each.source === "user"
            ? nothing
            : html`<span class="badge">${SOURCES[each.source]}</span>`}
          ${each.conflicts.length > 0
            ? html`<span class="badge" data-tone="warns">${plural(each.conflicts.length, "conflict")}</span>`
            : nothing}
        </div>
        <p><strong>${each.actor}</strong> <span class="muted">${moment(each.at)}</span></p>
        <p class="muted small">
          ${each.operation === "create"
            ? "Created the template"
            : places.length === 0
              ? "No change in content"
              : places.slice(0, PLACES_SHOWN).join(", ") +
                (places.length > PLACES_SHOWN ? ` and ${places.length - PLACES_SHOWN} more` : "")}
        </p>
        <div class="actions">
          ${each.previousVersion
            ? html`<button
                type="button"
                class="quiet"
                aria-label=${`What version ${each.version} changed`}
                @click=${() => this.#compare(each.previousVersion, each.version)}
              >
                What it changed
              </button>`
            : nothing}
          ${each === newest
            ? nothing
            : html`<button
                  type="button"
                  class="quiet"
                  aria-label=${`Compare version ${each.version} with the current one`}
                  @click=${() => this.#compare(each.version, newest.version)}
                >
                  Compare with current</button
                ><button
                  type="button"
                  class="quiet"
                  aria-label=${`Roll back to version ${each.version}`}
                  ?disabled=${this.#busy}
                  @click=${() => this.#rollback(each)}
                >
                  Roll back to it
                </button>`}
        </div>
      </li>
    `;
  }

  async #rollback(revision) {
    const sure = await confirm({
      title: `Roll back to version ${revision.version}?`,
      text: html`<p>
          The template gets a new version that holds what it held after ${revision.actor} changed it,
          ${moment(revision.at)}.
        </p>
        <p>Nothing is erased: what came after stays in the history.</p>`,
      yes: "Roll back",
      danger: true,
    });
    if (!sure) {
      return;
    }
    this.#busy = true;
    this.update();
    try {
      const answer = await templateApi.rollback(this.current.id, revision.version);
      notice(`Rolled back: version ${answer.newVersion} holds what ${revision.version} held.`);
      this.dispatchEvent(new CustomEvent("saved", { detail: answer.data, bubbles: true }));
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.#busy = false;
    this.update();
  }
}

define("fs-history", HistoryView, ["current", "query"]);
