/** The agent's calls. What goes wrong is thrown as a Problem, in the words of who answered. */

const TIMEOUT_MS = 15_000;

export class Problem extends Error {}

const AGENT_AWAY =
  "The agent on this device does not answer, so nothing was changed. Start it and try again.";

async function call(method, path, body, timeoutMs = TIMEOUT_MS) {
  const request = { method, cache: "no-store" };
  if (timeoutMs) {
    request.signal = AbortSignal.timeout(timeoutMs);
  }
  if (body !== undefined) {
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch (error) {
    throw new Problem(
      error.name === "TimeoutError" ? "The agent took too long to answer. Try again." : AGENT_AWAY,
    );
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    throw new Problem(words(answer, response.status));
  }
  return answer;
}

function words(answer, status) {
  const errors = answer?.errors ?? [];
  if (errors.length > 1) {
    return errors.map((each) => `${each.path.slice(1)} ${each.message}`).join("; ") + ".";
  }
  return answer?.error ?? answer?.detail ?? `The agent answered with ${status}.`;
}

const letter = (id) => `/api/sync/dead-letters/${encodeURIComponent(id)}`;

const task = (id) => `/api/tasks/${encodeURIComponent(id)}`;

export const api = {
  status: () => call("GET", "/api/sync/status"),
  tasks: () => call("GET", "/api/tasks"),
  queue: () => call("GET", "/api/sync/queue"),
  deadLetters: () => call("GET", "/api/sync/dead-letters"),
  conflicts: () => call("GET", "/api/sync/conflicts"),
  create: (fields) => call("POST", "/api/tasks", fields),
  change: (id, fields) => call("PUT", task(id), fields),
  remove: (id) => call("DELETE", task(id)),
  workOffline: (offline) => call("PUT", "/api/connection", { offline }),
  /** Ends when the whole queue was sent, however long that takes. */
  sync: () => call("POST", "/api/sync", undefined, 0),
  replayAll: () => call("POST", "/api/sync/dead-letters/replay"),
  replay: (id) => call("POST", `${letter(id)}/replay`),
  drop: (id) => call("DELETE", letter(id)),
};
