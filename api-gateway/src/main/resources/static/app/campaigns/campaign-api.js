import { call, get } from "../shared/api.js";

const path = (...parts) => "/api/campaigns" + parts.map((each) => "/" + encodeURIComponent(each)).join("");

/** The campaigns of the API. */
export const campaignApi = {
  /** A page: `{items, nextCursor}`. */
  page: (cursor) => get(path() + (cursor ? `?cursor=${encodeURIComponent(cursor)}` : "")),

  one: (id) => get(path(id)),

  /** `id` keeps a second try from making a second campaign. */
  create: async (id, campaign, skipInvalid) =>
    (
      await call("POST", path() + (skipInvalid ? "?invalid=skip" : ""), {
        body: campaign,
        headers: { "Idempotency-Key": id },
      })
    ).body,

  pause: (id) => call("POST", path(id, "pause")),
  resume: (id) => call("POST", path(id, "resume")),
  cancel: (id) => call("POST", path(id, "cancel")),

  jobs: (id, status, cursor) => {
    const query = new URLSearchParams({ limit: "25" });
    if (status) {
      query.set("status", status);
    }
    if (cursor) {
      query.set("cursor", cursor);
    }
    return get(`${path(id, "jobs")}?${query}`);
  },

  job: (id, jobId) => get(path(id, "jobs", jobId)),

  deadLetters: (id, cursor) =>
    get(`${path(id, "dead-letters")}?limit=25${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`),

  /** `which` is `{jobIds}` or `{all: true}`; returns how many there were. */
  replay: async (id, which) =>
    (await call("POST", path(id, "dead-letters", "replay"), { body: which })).body.replayed,
  drop: async (id, which) =>
    (await call("POST", path(id, "dead-letters", "drop"), { body: which })).body.dropped,

  /** A reply of a person that came another way than by mail. */
  reply: (campaignId, jobId, text) =>
    call("POST", "/api/webhooks/replies", {
      body: { replyId: crypto.randomUUID(), campaignId, jobId, text },
    }),
};
