import { Component, define } from "../shared/component.js";
import { html, nothing } from "../shared/lit.js";
import { session } from "../shared/session.js";
import { templateApi } from "./template-api.js";

/** How often this window says that it is there; the gateway forgets it after three times that. */
const PERIOD_MS = 4_000;

/** Names this window among those that edit. */
const EDITOR = crypto.randomUUID?.() ?? uuid();

/** `crypto.randomUUID` is missing where the page does not come from this machine or over HTTPS. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Who else has this template open. */
class Presence extends Component {
  #others = [];

  arrive() {
    const leave = () => templateApi.stopEditing(this.templateId, EDITOR).catch(() => undefined);
    addEventListener("pagehide", leave);
    this.untilGone(() => removeEventListener("pagehide", leave));
    this.untilGone(leave);
    this.untilGone(session.listen(() => this.#say()));
    this.every(PERIOD_MS, () => this.#say());
    this.#say();
  }

  async #say() {
    try {
      const { editors } = await templateApi.editing(this.templateId, EDITOR);
      this.#others = editors.filter((each) => each.editorId !== EDITOR);
    } catch {
      // Whether the gateway is there is said elsewhere; who is here is not known without it.
      this.#others = [];
    }
    this.update();
  }

  template() {
    if (this.#others.length === 0) {
      return nothing;
    }
    const names = [...new Set(this.#others.map((each) => each.actor))];
    return html`<p class="presence" role="status">
      ${names.slice(0, 3).map(
        (name) => html`<span class="face" aria-hidden="true">${initials(name)}</span>`,
      )}
      <span>Also here: ${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}</span>
    </p>`;
  }
}

const initials = (name) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0])
    .slice(0, 2)
    .join("")
    .toUpperCase();

define("fs-presence", Presence, ["templateId"]);
