import { Component, define } from "../shared/component.js";
import { areaField, choiceField, numberField, textField, tickField } from "../shared/fields.js";
import { html, nothing } from "../shared/lit.js";
import { set } from "./draft.js";
import { TYPES } from "./words.js";

/** The rules of each kind of field that a person can set here; others stay as they are. */
const RULES = {
  text: [
    ["minLength", "Shortest, in characters", numberField],
    ["maxLength", "Longest, in characters", numberField],
  ],
  number: [
    ["min", "At least", numberField],
    ["max", "At most", numberField],
    ["integer", "Whole numbers only", tickField],
  ],
  date: [["notInFuture", "Not in the future", tickField]],
};

/** One field: what it is called, what goes in. Says `edited` when it was changed. */
class FieldEditor extends Component {
  template() {
    const field = this.field;
    const editable = (key) => ({ value: field[key], onInput: (value) => this.#set(key, value) });
    return html`
      <div class="grid">
        ${textField({ label: "Label", required: true, ...editable("label") })}
        ${choiceField({ label: "Kind", choices: kinds(field.type), ...editable("type") })}
      </div>
      ${tickField({ label: "Required", ...editable("required") })}
      ${field.type === "select" ? this.#options() : nothing}
      ${RULES[field.type]
        ? html`<fieldset>
            <legend>Rules</legend>
            <div class="grid">
              ${RULES[field.type].map(([key, label, control]) =>
                control({
                  label,
                  value: field.validation?.[key],
                  onInput: (value) => this.#rule(key, value || value === 0 ? value : undefined),
                }),
              )}
            </div>
          </fieldset>`
        : nothing}
      ${problems(field)}
      <p class="muted small">Id in the data: <code>${this.fieldId}</code></p>
    `;
  }

  #options() {
    const options = this.field.options ?? [];
    if (options.some((each) => typeof each !== "string")) {
      return html`<p class="hint">The choices have more than a text each; see the JSON view.</p>`;
    }
    return areaField({
      label: "Choices, one on each line",
      value: options.join("\n"),
      rows: Math.min(10, options.length + 2),
      onInput: (text) => this.#set("options", text === "" ? [] : text.split("\n")),
    });
  }

  #rule(key, value) {
    const rules = { ...this.field.validation };
    set(rules, key, value);
    this.#set("validation", rules);
  }

  #set(key, value) {
    set(this.field, key, value);
    this.dispatchEvent(new CustomEvent("edited", { bubbles: true }));
    this.update();
  }
}

function kinds(type) {
  return TYPES.some(([known]) => known === type) ? TYPES : [[type ?? "", type ?? "–"], ...TYPES];
}

function problems(field) {
  const found = Array.isArray(field.problems) ? field.problems : [];
  return found.length === 0
    ? nothing
    : html`<ul class="hint plain">
        ${found.map((each) => html`<li>${each.message ?? each.problem ?? String(each)}</li>`)}
      </ul>`;
}

define("fs-field-editor", FieldEditor, ["field", "fieldId", "turn"]);
