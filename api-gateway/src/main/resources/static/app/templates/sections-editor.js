import { Component, define } from "../shared/component.js";
import { confirm } from "../shared/dialog.js";
import { choiceField, textField } from "../shared/fields.js";
import { plural } from "../shared/format.js";
import { html, nothing, repeat } from "../shared/lit.js";
import { freshId } from "./draft.js";
import "./field-editor.js";
import { fieldLabel, TYPES } from "./words.js";

/** Sections with the fields in them, in the order in which an inspector sees them. */
class SectionsEditor extends Component {
  #opened = null;

  get #document() {
    return this.draft.edited;
  }

  template() {
    const sections = Array.isArray(this.#document.sections) ? this.#document.sections : [];
    const loose = this.#looseFields(sections);
    return html`
      ${repeat(
        sections,
        (section) => section.id,
        (section, index) => this.#section(section, index, sections),
      )}
      <div class="actions">
        <button type="button" @click=${() => this.#addSection(sections)}>Add a section</button>
      </div>
      ${loose.length === 0
        ? nothing
        : html`<section class="card" aria-labelledby="loose-fields">
            <h3 id="loose-fields">Fields in no section</h3>
            <p class="muted">Inspectors do not see these. Add them to a section, or delete them.</p>
            <ul class="fields">
              ${repeat(loose, (id) => id, (id) => this.#field(id))}
            </ul>
          </section>`}
    `;
  }

  #looseFields(sections) {
    const used = new Set(sections.flatMap((section) => section.fields ?? []));
    return Object.keys(this.#document.field_definitions ?? {}).filter((id) => !used.has(id));
  }

  #section(section, index, sections) {
    const name = section.title || section.id;
    const fields = section.fields ?? [];
    return html`
      <section class="card section" aria-label=${`Section ${name}`}>
        <div class="section-head">
          ${textField({
            label: "Title of the section",
            value: section.title,
            required: true,
            onInput: (title) => this.#edit(() => (section.title = title)),
          })}
          <div class="tools">
            ${tool("↑", `Move section ${name} up`, index > 0, () => this.#moveSection(sections, index, -1))}
            ${tool("↓", `Move section ${name} down`, index < sections.length - 1, () =>
              this.#moveSection(sections, index, 1),
            )}
            ${tool("✕", `Remove section ${name}`, true, () => this.#removeSection(sections, index))}
          </div>
        </div>
        <ul class="fields">
          ${repeat(fields, (id) => id, (id, at) => this.#field(id, section, at))}
        </ul>
        ${fields.length === 0 ? html`<p class="muted">No fields yet.</p>` : nothing}
        ${this.#adding(section, name)}
      </section>
    `;
  }

  #field(id, section, at) {
    const definition = this.#document.field_definitions?.[id];
    const label = fieldLabel(this.#document, id);
    const problems = Array.isArray(definition?.problems) ? definition.problems.length : 0;
    return html`
      <li class="field-row">
        <details ?open=${this.#opened === id}>
          <summary>
            <span class="field-name"
              >${label}${definition?.required
                ? html`<span class="star" title="Required" aria-hidden="true">*</span
                    ><span class="unseen"> (required)</span>`
                : nothing}</span
            >
            <span class="badge">${kindName(definition)}</span>
            ${problems > 0
              ? html`<span class="badge" data-tone="warns">${plural(problems, "problem")}</span>`
              : nothing}
          </summary>
          <div class="field-body">
            ${definition
              ? html`<fs-field-editor
                  .field=${definition}
                  .fieldId=${id}
                  .turn=${this.turn}
                  @edited=${() => this.#edit(() => undefined)}
                ></fs-field-editor>`
              : html`<p class="hint">This field has no definition.</p>`}
            <div class="actions">
              <button type="button" class="danger" @click=${() => this.#deleteField(id)}>
                Delete the field
              </button>
            </div>
          </div>
        </details>
        ${section === undefined
          ? nothing
          : html`<div class="tools">
              ${tool("↑", `Move ${label} up`, at > 0, () => this.#moveField(section, at, -1))}
              ${tool("↓", `Move ${label} down`, at < section.fields.length - 1, () =>
                this.#moveField(section, at, 1),
              )}
              ${tool("✕", `Take ${label} out of this section`, true, () =>
                this.#edit(() => (section.fields = section.fields.filter((each) => each !== id))),
              )}
            </div>`}
      </li>
    `;
  }

  #adding(section, name) {
    const definitions = this.#document.field_definitions ?? {};
    const others = Object.keys(definitions).filter((id) => !(section.fields ?? []).includes(id));
    return html`
      <div class="actions">
        <button type="button" @click=${() => this.#addField(section)}>Add a field</button>
        ${others.length === 0
          ? nothing
          : choiceField({
              label: `Add an existing field to ${name}`,
              bare: true,
              value: "",
              choices: [
                ["", "Add an existing field …"],
                ...others.map((id) => [id, fieldLabel(this.#document, id)]),
              ],
              onInput: (id) =>
                id && this.#edit(() => (section.fields = [...(section.fields ?? []), id])),
            })}
      </div>
    `;
  }

  #edit(action) {
    action();
    this.dispatchEvent(new CustomEvent("edited", { bubbles: true }));
    this.update();
  }

  #addSection(sections) {
    this.#edit(() => {
      const id = freshId("section", sections.map((each) => each.id));
      const last = Math.max(0, ...sections.map((each) => each.order ?? 0));
      this.#document.sections = [...sections, { id, title: "New section", fields: [], order: last + 1 }];
    });
    this.#focusLast(".section-head input");
  }

  #addField(section) {
    const definitions = (this.#document.field_definitions ??= {});
    const id = freshId("field", Object.keys(definitions));
    this.#opened = id;
    this.#edit(() => {
      definitions[id] = { id, type: "text", label: "New field", required: false };
      section.fields = [...(section.fields ?? []), id];
    });
    requestAnimationFrame(() => this.querySelector("details[open] fs-field-editor input")?.select());
  }

  #focusLast(selector) {
    requestAnimationFrame(() => [...this.querySelectorAll(selector)].at(-1)?.select());
  }

  #moveSection(sections, index, by) {
    this.#edit(() => {
      const moved = [...sections];
      const [one, other] = [moved[index], moved[index + by]];
      [moved[index], moved[index + by]] = [other, one];
      if (typeof one.order === "number" && typeof other.order === "number") {
        [one.order, other.order] = [other.order, one.order];
      }
      this.#document.sections = moved;
    });
  }

  #moveField(section, at, by) {
    this.#edit(() => {
      const fields = [...section.fields];
      [fields[at], fields[at + by]] = [fields[at + by], fields[at]];
      section.fields = fields;
    });
  }

  async #removeSection(sections, index) {
    const section = sections[index];
    const sure =
      (section.fields ?? []).length === 0 ||
      (await confirm({
        title: `Remove the section “${section.title || section.id}”?`,
        text: "Its fields stay and can be added to another section.",
        yes: "Remove it",
        danger: true,
      }));
    if (sure) {
      this.#edit(() => (this.#document.sections = sections.filter((each) => each !== section)));
    }
  }

  async #deleteField(id) {
    const sure = await confirm({
      title: `Delete the field “${fieldLabel(this.#document, id)}”?`,
      text: "It goes from every section. Nothing is gone before you save, and the history keeps it.",
      yes: "Delete it",
      danger: true,
    });
    if (sure) {
      this.#edit(() => {
        delete this.#document.field_definitions[id];
        for (const section of this.#document.sections ?? []) {
          if (section.fields?.includes(id)) {
            section.fields = section.fields.filter((each) => each !== id);
          }
        }
      });
    }
  }
}

const kindName = (definition) =>
  TYPES.find(([type]) => type === definition?.type)?.[1] ?? definition?.type ?? "Unknown";

/** A small button with a sign; its name is for those who cannot see the sign. */
export function tool(sign, name, enabled, action) {
  return html`<button
    type="button"
    class="tool"
    aria-label=${name}
    title=${name}
    ?disabled=${!enabled}
    @click=${action}
  >
    <span aria-hidden="true">${sign}</span>
  </button>`;
}

define("fs-sections-editor", SectionsEditor, ["draft", "turn"]);
