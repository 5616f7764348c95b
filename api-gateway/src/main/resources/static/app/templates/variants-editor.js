import { Component, define } from "../shared/component.js";
import { confirm } from "../shared/dialog.js";
import { choiceField, textField } from "../shared/fields.js";
import { isObject } from "../shared/json.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { freshId, set } from "./draft.js";
import { tool } from "./sections-editor.js";
import { fieldLabel, valueShown } from "./words.js";

const TESTS = [
  ["equals", "is"],
  ["min", "is at least"],
  ["max", "is at most"],
];

const REQUIRED = [
  ["", "As in the template"],
  ["true", "Required"],
  ["false", "Not required"],
];

/** Variants: when they apply, and which fields are other ones then. */
class VariantsEditor extends Component {
  template() {
    const variants = this.draft.edited.inspection_variants ?? [];
    return html`
      ${repeat(
        variants,
        (variant) => variant.id,
        (variant) => this.#variant(variant, variants),
      )}
      <div class="actions">
        <button type="button" @click=${() => this.#add(variants)}>Add a variant</button>
      </div>
    `;
  }

  #variant(variant, variants) {
    const name = variant.name || variant.id;
    return html`
      <section class="card section" aria-label=${`Variant ${name}`}>
        <div class="section-head">
          ${textField({
            label: "Name of the variant",
            value: variant.name,
            required: true,
            onInput: (value) => this.#edit(() => (variant.name = value)),
          })}
          <div class="tools">
            ${tool("✕", `Remove variant ${name}`, true, () => this.#remove(variant, variants))}
          </div>
        </div>
        <fieldset>
          <legend>Applies when</legend>
          ${this.#conditions(variant)}
        </fieldset>
        <fieldset>
          <legend>Differences</legend>
          ${this.#overrides(variant)}
        </fieldset>
      </section>
    `;
  }

  #conditions(variant) {
    const conditions = variant.conditions ?? {};
    if (!isObject(conditions)) {
      return html`<p class="muted">Written in another way; see the JSON view.</p>`;
    }
    return html`
      ${Object.entries(conditions).map(([id, tests]) => this.#condition(variant, id, tests))}
      ${this.#choose("Add a condition", Object.keys(conditions), (id) =>
        this.#edit(() => (variant.conditions = { ...conditions, [id]: { equals: "" } })),
      )}
    `;
  }

  #condition(variant, id, tests) {
    const label = fieldLabel(this.draft.edited, id);
    const test = isObject(tests) && Object.keys(tests).length === 1 ? Object.keys(tests)[0] : null;
    const known = TESTS.some(([each]) => each === test) && !isObject(tests[test]);
    const change = (key, value) =>
      this.#edit(() => (variant.conditions = { ...variant.conditions, [id]: { [key]: value } }));
    return html`
      <div class="rule">
        <span class="rule-name">${label}</span>
        ${known
          ? html`${choiceField({
              label: `Test of ${label}`,
              bare: true,
              value: test,
              choices: TESTS,
              onInput: (key) => change(key, tests[test]),
            })}${this.#operand(id, label, tests[test], (value) => change(test, value))}`
          : html`<span>${valueShown(tests, this.draft.edited)}</span>`}
        ${tool("✕", `Remove the condition on ${label}`, true, () =>
          this.#edit(() => {
            variant.conditions = { ...variant.conditions };
            delete variant.conditions[id];
          }),
        )}
      </div>
    `;
  }

  #operand(id, label, value, change) {
    const field = this.draft.edited.field_definitions?.[id];
    const options = field?.options ?? [];
    if (field?.type === "select" && options.every((each) => typeof each === "string")) {
      return choiceField({
        label: `Value of ${label}`,
        bare: true,
        value,
        choices: [...(options.includes(value) ? [] : [[value, value || "Choose …"]]), ...options.map((each) => [each, each])],
        onInput: change,
      });
    }
    if (field?.type === "checkbox") {
      return choiceField({
        label: `Value of ${label}`,
        bare: true,
        value: String(value),
        choices: [["true", "ticked"], ["false", "not ticked"], ...(typeof value === "boolean" ? [] : [["", "Choose …"]])],
        onInput: (text) => change(text === "true"),
      });
    }
    return html`<label class="field bare">
      <span class="unseen">${`Value of ${label}`}</span>
      <input
        type=${field?.type === "number" ? "number" : "text"}
        step="any"
        .value=${String(value)}
        @change=${(event) =>
          change(field?.type === "number" ? Number(event.target.value) : event.target.value)}
      />
    </label>`;
  }

  #overrides(variant) {
    const overrides = variant.fieldOverrides ?? {};
    return html`
      ${Object.entries(overrides).map(([id, override]) => this.#override(variant, id, override))}
      ${this.#choose("Add a difference", Object.keys(overrides), (id) =>
        this.#edit(() => (variant.fieldOverrides = { ...overrides, [id]: { required: true } })),
      )}
    `;
  }

  #override(variant, id, override) {
    const label = fieldLabel(this.draft.edited, id);
    const others = isObject(override)
      ? Object.fromEntries(Object.entries(override).filter(([key]) => key !== "required"))
      : override;
    return html`
      <div class="rule">
        <span class="rule-name">${label}</span>
        ${isObject(override)
          ? choiceField({
              label: `Whether ${label} is required`,
              bare: true,
              value: typeof override.required === "boolean" ? String(override.required) : "",
              choices: REQUIRED,
              onInput: (value) =>
                this.#edit(() => {
                  const changed = { ...override };
                  set(changed, "required", value === "" ? undefined : value === "true");
                  variant.fieldOverrides = { ...variant.fieldOverrides, [id]: changed };
                }),
            })
          : nothing}
        ${isObject(others) && Object.keys(others).length === 0
          ? nothing
          : html`<span class="rule-more">${valueShown(others, this.draft.edited)}</span>`}
        ${tool("✕", `Remove the difference of ${label}`, true, () =>
          this.#edit(() => {
            variant.fieldOverrides = { ...variant.fieldOverrides };
            delete variant.fieldOverrides[id];
          }),
        )}
      </div>
    `;
  }

  #choose(label, taken, action) {
    const ids = Object.keys(this.draft.edited.field_definitions ?? {}).filter(
      (id) => !taken.includes(id),
    );
    return choiceField({
      label,
      bare: true,
      value: "",
      choices: [["", `${label} …`], ...ids.map((id) => [id, fieldLabel(this.draft.edited, id)])],
      onInput: (id) => id && action(id),
    });
  }

  #edit(action) {
    action();
    this.dispatchEvent(new CustomEvent("edited", { bubbles: true }));
    this.update();
  }

  #add(variants) {
    this.#edit(() => {
      const id = freshId("variant", variants.map((each) => each.id));
      this.draft.edited.inspection_variants = [
        ...variants,
        { id, name: "New variant", conditions: {}, fieldOverrides: {} },
      ];
    });
    requestAnimationFrame(() => [...this.querySelectorAll(".section-head input")].at(-1)?.select());
  }

  async #remove(variant, variants) {
    const sure = await confirm({
      title: `Remove the variant “${variant.name || variant.id}”?`,
      text: "Nothing is gone before you save, and the history keeps it.",
      yes: "Remove it",
      danger: true,
    });
    if (sure) {
      this.#edit(() => {
        const rest = variants.filter((each) => each !== variant);
        this.draft.edited.inspection_variants = rest;
      });
    }
  }
}

define("fs-variants-editor", VariantsEditor, ["draft", "turn"]);
