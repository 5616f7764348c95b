import { moment } from "../shared/format.js";
import { isObject } from "../shared/json.js";
import { html, nothing } from "../shared/lit.js";
import { ORDER } from "./changes.js";

/** Places and values of a template in the words of the people who edit it. */

export const TYPES = [
  ["text", "Text"],
  ["number", "Number"],
  ["checkbox", "Checkbox"],
  ["select", "Choice"],
  ["date", "Date"],
];

const PARTS = {
  name: "Name",
  title: "Title",
  fields: "Fields",
  order: "Position",
  label: "Label",
  type: "Kind",
  required: "Required",
  options: "Choices",
  validation: "Rules",
  conditions: "Applies when",
  fieldOverrides: "Differences",
  min: "At least",
  max: "At most",
  minLength: "Shortest",
  maxLength: "Longest",
  integer: "Whole numbers only",
  notInFuture: "Not in the future",
  processed: "Checked by the background job",
  processedAt: "Checked at",
  usedInSections: "Used in sections",
  problems: "Problems",
  sections: "Sections",
  field_definitions: "Fields",
  inspection_variants: "Variants",
  id: "Id",
  equals: "Is",
  [ORDER]: "Order",
};

/** What only the background job writes. */
export const DERIVED = new Set(["processed", "processedAt", "usedInSections", "problems"]);

const LISTS = {
  sections: ["Section", "title"],
  field_definitions: ["Field", "label"],
  inspection_variants: ["Variant", "name"],
};

/** The name of one property. */
export const part = (key) => PARTS[key] ?? key;

/**
 * Names a place.
 * @param {string[]} keys as of a change, or of a JSON Pointer with the indexes of arrays
 * @param {object[]} documents where names of sections and fields are looked up, the first that has one
 */
export function placeName(keys, ...documents) {
  const [list, id, ...rest] = keys;
  const known = LISTS[list];
  if (!known || id === undefined) {
    return part(list);
  }
  const more = rest.map((key, i) =>
    rest[i - 1] === "fieldOverrides" ? elementName("field_definitions", key, documents) : part(key),
  );
  const first = id === ORDER ? `Order of ${part(list).toLowerCase()}` : elementName(list, id, documents);
  return [first, ...more].join(" › ");
}

function elementName(list, id, documents) {
  const [kind, property] = LISTS[list];
  const element = documents
    .map((document) => elementOf(document?.[list], id))
    .find((each) => each !== undefined);
  return `${kind} “${element?.[property] || element?.id || id}”`;
}

function elementOf(list, id) {
  return Array.isArray(list) ? (list.find((each) => each?.id === id) ?? list[id]) : list?.[id];
}

/** The label of a field, its id where it has none. */
export const fieldLabel = (document, id) => document?.field_definitions?.[id]?.label || id;

/** Shows a value without braces and quotation marks. */
export function valueShown(value, document, key) {
  if (value === undefined) {
    return html`<em class="muted">not there</em>`;
  }
  if (value === null || value === "") {
    return html`<em class="muted">empty</em>`;
  }
  if (typeof value === "boolean") {
    return value ? "Yes" : "No";
  }
  if (Array.isArray(value)) {
    return list(value, document, key);
  }
  if (isObject(value)) {
    const entries = Object.entries(value).filter(([name]) => !DERIVED.has(name) && name !== "id");
    return html`<dl class="facts">
      ${entries.map(
        ([name, each]) =>
          html`<div>
            <dt>${key === "fieldOverrides" ? fieldLabel(document, name) : part(name)}</dt>
            <dd>${valueShown(each, document, name)}</dd>
          </div>`,
      )}
    </dl>`;
  }
  if (key === "type") {
    return TYPES.find(([type]) => type === value)?.[1] ?? value;
  }
  return key === "processedAt" ? moment(value) : String(value);
}

function list(values, document, key) {
  if (values.length === 0) {
    return html`<em class="muted">none</em>`;
  }
  const words = (value) =>
    key === "fields" || key === ORDER
      ? nameIn(document, value)
      : valueShown(value, document, key);
  return html`<ul class="values">
    ${values.map((value) => html`<li>${words(value)}</li>`)}
  </ul>`;
}

function nameIn(document, id) {
  return (
    document?.field_definitions?.[id]?.label ??
    document?.sections?.find((each) => each.id === id)?.title ??
    document?.inspection_variants?.find((each) => each.id === id)?.name ??
    id
  );
}

/** Before and after, beside each other or, where it is narrow, below. */
export function beforeAfter(before, after, document, key) {
  return html`
    <div class="before-after">
      ${before === undefined
        ? nothing
        : html`<del><span class="unseen">Before: </span>${valueShown(before, document, key)}</del>`}
      ${after === undefined
        ? nothing
        : html`<ins><span class="unseen">After: </span>${valueShown(after, document, key)}</ins>`}
    </div>
  `;
}
