import { html, live, nothing } from "./lit.js";

/** Labelled controls. `onInput` gets the new value whenever it is another one. */

/** @param {{label: string, value?: string, onInput: (text: string) => void, hint?: string, required?: boolean, list?: string}} field */
export function textField(field) {
  return html`
    <label class="field">
      <span>${field.label}</span>
      <input
        type="text"
        .value=${live(field.value ?? "")}
        ?required=${field.required}
        placeholder=${field.placeholder ?? nothing}
        aria-invalid=${field.required && !(field.value ?? "").trim() ? "true" : nothing}
        @input=${(event) => field.onInput(event.target.value)}
      />
      ${hint(field)}
    </label>
  `;
}

/** Several lines of text. */
export function areaField(field) {
  return html`
    <label class="field">
      <span>${field.label}</span>
      <textarea
        rows=${field.rows ?? 4}
        spellcheck="false"
        .value=${live(field.value ?? "")}
        @input=${(event) => field.onInput(event.target.value)}
      ></textarea>
      ${hint(field)}
    </label>
  `;
}

/** A number, or `undefined` where the field is empty. */
export function numberField(field) {
  const read = (event) => {
    const { value, validity } = event.target;
    if (!validity.badInput) {
      field.onInput(value === "" ? undefined : Number(value));
    }
  };
  return html`
    <label class="field narrow">
      <span>${field.label}</span>
      <input type="number" step="any" .value=${live(field.value ?? "")} @input=${read} />
      ${hint(field)}
    </label>
  `;
}

/** A box to tick. */
export function tickField(field) {
  return html`
    <label class="tick">
      <input
        type="checkbox"
        .checked=${live(Boolean(field.value))}
        @change=${(event) => field.onInput(event.target.checked)}
      />
      <span>${field.label}</span>
    </label>
  `;
}

/** One of several: `choices` are `[value, words]`. */
export function choiceField(field) {
  return html`
    <label class=${field.bare ? "field bare" : "field narrow"}>
      <span class=${field.bare ? "unseen" : nothing}>${field.label}</span>
      <select
        aria-label=${field.label}
        ?disabled=${field.disabled}
        @change=${(event) => field.onInput(event.target.value)}
      >
        ${field.choices.map(
          ([value, words]) =>
            html`<option value=${value} .selected=${live(value === (field.value ?? ""))}>
              ${words}
            </option>`,
        )}
      </select>
      ${hint(field)}
    </label>
  `;
}

function hint(field) {
  return field.hint ? html`<small class="muted">${field.hint}</small>` : nothing;
}
