import { Component, define } from "../shared/component.js";
import { applyOperation, copy, keysOf, valueAt } from "../shared/json.js";
import { html, nothing } from "../shared/lit.js";
import { content } from "./draft.js";
import { templateApi } from "./template-api.js";
import { beforeAfter, DERIVED, placeName } from "./words.js";

const OPS = { add: "Added", remove: "Removed", replace: "Changed", move: "Moved" };
const TONES = { add: "good", remove: "bad", replace: "info", move: "info" };

/** What differs between two versions: the operations that the gateway gives, in words. */
class DiffView extends Component {
  #shown = null;
  #entries = null;
  #problem = null;
  #derived = false;

  changed() {
    queueMicrotask(() => this.#load());
  }

  async #load() {
    const wanted = [this.templateId, this.from, this.to].join(" ");
    if (this.#shown === wanted || !this.from || !this.to) {
      return;
    }
    this.#shown = wanted;
    this.#entries = this.#problem = null;
    try {
      const [before, after, operations] = await Promise.all([
        templateApi.version(this.templateId, this.from),
        templateApi.version(this.templateId, this.to),
        templateApi.diff(this.templateId, this.from, this.to),
      ]);
      this.#entries = entries(operations, content(before), content(after));
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  template() {
    if (this.#problem) {
      return html`<p class="problem" role="alert">${this.#problem}</p>`;
    }
    if (this.#entries === null) {
      return html`<p class="muted">Comparing …</p>`;
    }
    const derived = this.#entries.filter((each) => each.derived);
    const shown = this.#derived ? this.#entries : this.#entries.filter((each) => !each.derived);
    return html`
      ${shown.length === 0
        ? html`<p class="muted">
            ${derived.length > 0 ? "People changed nothing between these versions." : "These versions hold the same."}
          </p>`
        : html`<ul class="diff">
            ${shown.map(
              (each) => html`<li>
                <div class="diff-head">
                  <span class="badge" data-tone=${TONES[each.op]}>${OPS[each.op]}</span>
                  <strong>${each.place}</strong>
                </div>
                ${each.op === "move"
                  ? html`<p class="muted">${each.movement}</p>`
                  : beforeAfter(each.before, each.after, each.document, each.key)}
              </li>`,
            )}
          </ul>`}
      ${derived.length === 0
        ? nothing
        : html`<label class="tick small">
            <input
              type="checkbox"
              .checked=${this.#derived}
              @change=${(event) => {
                this.#derived = event.target.checked;
                this.update();
              }}
            />
            <span>Show the ${derived.length} that the background job wrote</span>
          </label>`}
    `;
  }
}

/** Carries the operations out, one after another, since each counts from what the last one left. */
function entries(operations, before, after) {
  const document = copy(before);
  return operations.map((operation) => {
    const keys = keysOf(operation.path);
    const keysOfPlace = operation.op === "move" ? keysOf(operation.from) : keys;
    const entry = {
      op: operation.op,
      key: keys.at(-1),
      derived: keys.some((key) => DERIVED.has(key)),
      before: operation.oldValue ?? (operation.op === "add" ? undefined : copy(valueAt(document, keys))),
      after: operation.value,
      place: placeName(keysOfPlace, copy(document), after),
      movement: `To place ${Number(keys.at(-1)) + 1} of ${placeName(keys.slice(0, -1), before)}`,
      document: after,
    };
    applyOperation(document, operation);
    if (operation.op === "add") {
      entry.place = placeName(keys, copy(document), after);
    }
    if (/^\d+$/.test(entry.key)) {
      entry.key = keys.at(-2);
    }
    return entry;
  });
}

define("fs-diff", DiffView, ["templateId", "from", "to"]);
