import { Problem } from "../shared/api.js";
import { clock } from "../shared/format.js";
import { session } from "../shared/session.js";
import { templateApi } from "../templates/template-api.js";

const KEPT = "fieldsync.scenarios";
const NOT_FOUND = 404;

/** The fields that scenarios change; their labels tell whose change was the last. */
export const FIELDS = Array.from({ length: 10 }, (_, i) => `field${i + 1}`);

/**
 * Returns the template on which the scenarios of this window work, and makes it the first time: two
 * windows never disturb each other, and nobody's own templates are touched.
 */
export async function ownTemplate() {
  const id = sessionStorage.getItem(KEPT);
  if (id !== null) {
    try {
      return await templateApi.one(id);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== NOT_FOUND) {
        throw problem;
      }
    }
  }
  const made = await templateApi.create({
    name: `Scenarios of ${session.actor}, ${clock(Date.now())}`,
    sections: [{ id: "all", title: "Changed by scenarios", fields: FIELDS, order: 1 }],
    field_definitions: Object.fromEntries(
      FIELDS.map((field, i) => [field, { id: field, type: "text", label: `Field ${i + 1}` }]),
    ),
  });
  sessionStorage.setItem(KEPT, made.id);
  return made;
}

/** The change of one field's label, as a merge patch. */
export const labelled = (field, label) => ({ field_definitions: { [field]: { label } } });

/** A field's label in a template. */
export const labelOf = (template, field) => template.field_definitions[field]?.label;
