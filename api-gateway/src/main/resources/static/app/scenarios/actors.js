import { skipReason } from "../live/log-lines.js";
import { call, Problem } from "../shared/api.js";
import { clock } from "../shared/format.js";
import { decided, path, templateApi } from "../templates/template-api.js";

/** What users and the background job do in scenarios. Everything they do is a step of the run. */

const JOB = "Background";
/** How often the job is asked again, and how long after the time that it named itself. */
const JOB_ATTEMPTS = 8;
const JOB_MARGIN_MS = 300;

/**
 * Changes the template as a user does.
 * @param {string} what the change in words
 * @returns {Promise<{ok: boolean, version?: string, updateId?: string, attempts?: number, ms: number, problem?: Problem}>}
 */
export async function update(run, template, actor, what, patch, headers = {}) {
  const on = headers["X-Base-Version"] ?? headers["If-Match"]?.replaceAll('"', "");
  run.step(actor, `sends ${what}${on ? `, made on version ${on}` : ""}`);
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  try {
    const done = await decided(
      await call("PATCH", path(template.id), {
        actor,
        body: patch,
        headers: { Prefer: "return=minimal", ...headers },
      }),
    );
    const ms = took();
    run.step(actor, `SUCCESS ✓ version ${done.newVersion}, attempt ${done.attempts}, ${ms} ms`, "good");
    return { ok: true, version: done.newVersion, updateId: done.updateId, attempts: done.attempts, ms };
  } catch (problem) {
    run.step(actor, `${problem.name}: ${problem.message}`, "bad");
    return { ok: false, ms: took(), problem };
  }
}

/** Reads the template as a user does. */
export async function read(run, template, actor) {
  const begun = performance.now();
  const { body, headers } = await call("GET", path(template.id), { actor });
  const ms = Math.round(performance.now() - begun);
  const cache = headers.get("X-Cache");
  run.step(actor, `reads version ${body.version} (cache ${cache}, ${ms} ms)`, "info");
  return { template: body, cache };
}

/** Runs the background job now and returns how it ended. */
export async function runJob(run, template) {
  run.step(JOB, "is told to run now");
  const { body } = await call("POST", path(template.id, "process"), {});
  run.step(JOB, jobWords(body), body.outcome === "processed" ? "good" : "warns");
  return body;
}

function jobWords(ended) {
  switch (ended.outcome) {
    case "processed":
      return ended.changed
        ? `PROCESSED ✓ wrote version ${ended.version}`
        : `PROCESSED ✓ version ${ended.version} is up to date`;
    case "skipped":
      return `SKIPPED (${skipReason(ended)})${
        ended.retryAfterMs === undefined ? "" : `, runs by itself in ${(ended.retryAfterMs / 1000).toFixed(1)} s`
      }`;
    default:
      return `${ended.outcome}: ${ended.reason}`;
  }
}

/**
 * Runs the background job until it is let, beginning in so many milliseconds.
 * @throws {Problem} when that does not come about
 */
export async function runJobWhenDue(run, template, inMs) {
  let waitMs = inMs;
  for (let i = 0; i < JOB_ATTEMPTS; i++) {
    await run.wait(waitMs, "The background job runs again in");
    const ended = await runJob(run, template);
    if (ended.outcome === "processed") {
      return ended;
    }
    if (ended.outcome === "skipped" && ended.retryAfterMs === undefined) {
      throw new Problem({ detail: `The background job does not run: ${ended.reason}` });
    }
    waitMs = (ended.retryAfterMs ?? 1_000) + JOB_MARGIN_MS;
  }
  throw new Problem({ detail: "The background job was asked many times and has not run." });
}

/** The versions that came after one, the oldest first; notes those of the background job. */
export async function revisionsSince(run, template, version) {
  const { items } = await templateApi.history(template.id);
  const known = items.findIndex((each) => each.version === version);
  const revisions = items.slice(0, known < 0 ? items.length : known).reverse();
  revisions
    .filter((each) => each.source === "background")
    .forEach((each) =>
      run.step(JOB, `had written version ${each.version} at ${clock(each.at)}, as the history says`, "info"),
    );
  return revisions;
}

/** Whether each version was made from the one before, from a first one on. */
export const follow = (revisions, version) =>
  revisions.every((each, i) => each.previousVersion === (i === 0 ? version : revisions[i - 1].version));
