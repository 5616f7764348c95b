import { call, get } from "../shared/api.js";

/** The calls about templates. */

/** What a person edits of a template. */
export const CONTENT = ["name", "sections", "field_definitions", "inspection_variants"];

/** The address of a template, or of something that belongs to it. */
export const path = (id, ...more) =>
  ["/api/templates", id, ...more].map((each, i) => (i ? encodeURIComponent(each) : each)).join("/");

/** How often an update that takes longer is asked about, and how many times. */
const ASK_MS = 700;
const ASK_TIMES = 40;

export const templateApi = {
  /** All of them; asks page by page, up to a bound that a person can still look through. */
  async all(most = 500) {
    const items = [];
    let cursor = "";
    do {
      const page = await get(`/api/templates?limit=100${cursor && "&cursor=" + cursor}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor && items.length < most);
    return { items, more: Boolean(cursor) };
  },

  one: (id) => get(path(id)),

  /** Returns the template that was made. */
  async create(fields) {
    const made = await decided(await call("POST", "/api/templates", { body: fields }));
    return made.data ?? made;
  },

  /** Sends a merge patch that was made on `baseVersion`; both sides' changes are kept. */
  async save(id, patch, baseVersion) {
    return decided(
      await call("PATCH", path(id), { body: patch, headers: { "X-Base-Version": baseVersion } }),
    );
  },

  /** Sends a JSON Patch in the same way. */
  async patch(id, operations, baseVersion) {
    return decided(
      await call("PATCH", path(id), {
        body: operations,
        type: "application/json-patch+json",
        headers: { "X-Base-Version": baseVersion },
      }),
    );
  },

  history: (id, before) =>
    get(`${path(id, "history")}?limit=25${before ? "&before=" + encodeURIComponent(before) : ""}`),

  version: (id, version) => get(path(id, "versions", version)),

  diff: (id, from, to) =>
    get(`${path(id, "diff")}?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`),

  async rollback(id, toVersion) {
    return decided(await call("POST", path(id, "rollback"), { body: { toVersion } }));
  },

  /** Says that this window edits the template, and returns who else does. */
  async editing(id, editor) {
    return (await call("PUT", path(id, "editors", editor))).body;
  },

  /** Takes that back; also while the window closes. */
  stopEditing(id, editor) {
    return call("DELETE", path(id, "editors", editor), { keepalive: true });
  },
};

/** An update that was answered with 202 is asked about until it is decided. */
export async function decided(answer) {
  if (answer.status !== 202) {
    return answer.body;
  }
  for (let i = 0; i < ASK_TIMES; i++) {
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    const update = await get(answer.body.statusUrl);
    if (update.status === "applied") {
      const data = await get(path(update.templateId));
      return { ...update, newVersion: update.version, data };
    }
    if (update.status !== "pending") {
      throw new Error(update.problem?.detail ?? `The update was ${update.status}.`);
    }
  }
  throw new Error(
    "It is stored and not decided yet: the workers are slow or away. It will be done; look at the history later.",
  );
}
