import { session } from "./session.js";

/** Longer than the gateway itself waits for anything. */
const TIMEOUT_MS = 20_000;

/** What went wrong, in the words of who answered. */
export class Problem extends Error {
  /** @param answer the problem+json, or `{detail}` when nobody answered */
  constructor(answer, status = 0) {
    super(words(answer, status));
    this.name = answer?.title ?? "Problem";
    this.status = status;
    this.answer = answer ?? {};
  }
}

function words(answer, status) {
  const errors = answer?.errors ?? [];
  if (errors.length > 0) {
    return errors.map((each) => `${each.path} ${each.message}`).join("; ") + ".";
  }
  return answer?.detail ?? `The gateway answered with ${status}.`;
}

/**
 * Calls the API.
 * @param {string} method
 * @param {string} path
 * @param {{body?: any, type?: string, headers?: object, actor?: string, signal?: AbortSignal}} options
 *     `actor`: under whose name, in a demo
 * @returns {Promise<{status: number, body: any, headers: Headers}>}
 * @throws {Problem} when the answer is not a success, or there is none
 */
export async function call(method, path, options = {}) {
  const request = {
    method,
    cache: "no-store",
    keepalive: options.keepalive ?? false,
    headers: { ...session.headers(options.actor), ...options.headers },
    signal: options.signal ?? AbortSignal.timeout(TIMEOUT_MS),
  };
  if (options.body !== undefined) {
    request.headers["Content-Type"] = options.type ?? "application/json";
    request.body = JSON.stringify(options.body);
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch (error) {
    throw new Problem({
      title: error.name === "TimeoutError" ? "TimeoutError" : "GatewayAway",
      detail:
        error.name === "TimeoutError"
          ? "The gateway took too long to answer. Look whether it was done before you try again."
          : "The gateway does not answer. What you typed is still here; try again in a moment.",
    });
  }
  const body = await response.json().catch(() => null);
  if (response.status === 401) {
    session.refused();
  }
  if (!response.ok) {
    throw new Problem(body, response.status);
  }
  return { status: response.status, body, headers: response.headers };
}

/** The body of a GET. */
export const get = async (path, options) => (await call("GET", path, options)).body;
