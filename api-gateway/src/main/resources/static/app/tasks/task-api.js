import { call, get } from "../shared/api.js";

/** The tasks of who sits here, and what their devices did. */
export const taskApi = {
  all: (limit) => get(`/api/tasks?limit=${limit}`),
  create: (title, description) => call("POST", "/api/tasks", { body: { title, description } }),
  change: (id, fields) => call("PUT", `/api/tasks/${id}`, { body: fields }),
  remove: (id) => call("DELETE", `/api/tasks/${id}`),
  conflicts: (cursor) =>
    get(`/api/sync/conflicts?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`),
  devices: async () => (await get("/api/sync/devices")).items,
};
