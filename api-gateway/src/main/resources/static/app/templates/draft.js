import { copy, isObject, mergePatch } from "../shared/json.js";
import { changes, find, put } from "./changes.js";
import { CONTENT } from "./template-api.js";
import { DERIVED } from "./words.js";

/** What a person has changed and not saved. It outlives the view that shows it. */
export class Draft {
  /** @param {object} template as the API gives it */
  constructor(template) {
    this.take(template);
  }

  /** Begins anew with what is stored. */
  take(template) {
    this.id = template.id;
    this.version = template.version;
    this.stored = template;
    this.base = content(template);
    this.edited = copy(this.base);
    /** What somebody else saved since; `null` when nobody did. */
    this.theirs = null;
    this.theirEvent = null;
    /** Text of the JSON view that cannot be read. */
    this.unreadable = null;
  }

  get isDirty() {
    return this.unreadable !== null || Object.keys(this.patch).length > 0;
  }

  /** The merge patch of the person's changes. */
  get patch() {
    return mergePatch(this.base, this.edited);
  }

  /** The person's changes, one by one. */
  get mine() {
    return changes(this.base, this.edited);
  }

  /** What the other person changed meanwhile; not what follows from it by itself. */
  get others() {
    const found = this.theirs === null ? [] : changes(this.base, content(this.theirs));
    return found.filter((change) => !change.keys.some((key) => DERIVED.has(key)));
  }

  /** Takes the other person's value at the place of a change. */
  takeTheirs(change) {
    put(this.edited, change.keys, copy(find(content(this.theirs), change.keys) ?? change.after));
  }
}

/** What a person edits of a template. */
export function content(template) {
  return Object.fromEntries(CONTENT.map((key) => [key, copy(template[key])]));
}

/** Drafts by template id: who looks at something else meanwhile finds them again. */
export const drafts = new Map();

/** How many of those without changes are kept. */
const KEPT = 20;

/** Returns the draft of a template, made of what is stored when there is none with changes. */
export function draftOf(template) {
  const known = drafts.get(template.id);
  if (known?.isDirty) {
    return known;
  }
  const made = new Draft(template);
  drafts.delete(template.id);
  drafts.set(template.id, made);
  for (const [id, draft] of drafts) {
    if (drafts.size > KEPT && !draft.isDirty) {
      drafts.delete(id);
    }
  }
  return made;
}

addEventListener("beforeunload", (event) => {
  if ([...drafts.values()].some((draft) => draft.isDirty)) {
    event.preventDefault();
  }
});

/** A new id made of words, that none of these has. */
export function freshId(words, taken) {
  const stem =
    words
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_|_$/g, "")
      .slice(0, 40) || "item";
  let id = stem;
  for (let i = 2; taken.includes(id); i++) {
    id = `${stem}_${i}`;
  }
  return id;
}

/** Sets a property, or takes it away when the value is `undefined` or an object without members. */
export function set(object, key, value) {
  if (value === undefined || (isObject(value) && Object.keys(value).length === 0)) {
    delete object[key];
  } else {
    object[key] = value;
  }
}
