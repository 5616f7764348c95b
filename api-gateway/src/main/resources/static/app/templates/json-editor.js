import { Component, define } from "../shared/component.js";
import { isObject } from "../shared/json.js";
import { html, live } from "../shared/lit.js";
import { CONTENT } from "./template-api.js";

/** The whole template as JSON, for what the form does not show. */
class JsonEditor extends Component {
  template() {
    const text = this.draft.unreadable?.text ?? JSON.stringify(this.draft.edited, null, 2);
    return html`
      <label class="field">
        <span>The template as JSON</span>
        <textarea
          class="code"
          rows="28"
          spellcheck="false"
          wrap="off"
          aria-describedby="json-problem"
          aria-invalid=${this.draft.unreadable ? "true" : "false"}
          .value=${live(text)}
          @input=${(event) => this.#read(event.target.value)}
        ></textarea>
      </label>
      <p id="json-problem" class="problem" role="status">${this.draft.unreadable?.reason ?? ""}</p>
    `;
  }

  /** What is being typed stays as it is typed; the draft follows as soon as it can be read. */
  #read(text) {
    try {
      const value = JSON.parse(text);
      const odd = isObject(value) ? Object.keys(value).find((key) => !CONTENT.includes(key)) : null;
      if (!isObject(value) || odd) {
        throw new Error(
          odd
            ? `“${odd}” is not a part of a template; there are ${CONTENT.join(", ")}.`
            : "It must be an object: { … }.",
        );
      }
      this.draft.edited = value;
      this.draft.unreadable = null;
      this.#typed = text;
    } catch (error) {
      this.draft.unreadable = { text, reason: `This cannot be saved: ${error.message}` };
    }
    this.dispatchEvent(new CustomEvent("edited", { bubbles: true }));
    this.update();
  }

  #typed = null;

  shown() {
    const area = this.querySelector("textarea");
    if (document.activeElement === area && this.#typed !== null && !this.draft.unreadable) {
      area.value = this.#typed;
    }
  }
}

define("fs-json-editor", JsonEditor, ["draft", "turn"]);
