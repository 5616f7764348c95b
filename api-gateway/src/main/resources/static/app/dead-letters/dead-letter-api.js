import { call, get } from "../shared/api.js";

const path = (id) => `/api/dead-letters/${encodeURIComponent(id)}`;

/** What workers put aside. */
export const deadLetterApi = {
  page: (status, cursor) => {
    const query = new URLSearchParams({ limit: "25" });
    if (status) {
      query.set("status", status);
    }
    if (cursor) {
      query.set("cursor", cursor);
    }
    return get(`/api/dead-letters?${query}`);
  },
  one: (id) => get(path(id)),
  replay: (id) => call("POST", `${path(id)}/replay`),
  drop: (id, reason) => call("POST", `${path(id)}/drop`, { body: { reason } }),
};
