import { clock, plural } from "../shared/format.js";

/** Events as lines of the log. `detail` lines are shown on request only. */

const line = (words, tone = "plain", detail = false) => ({ words, tone, detail });

const LINES = {
  accepted: (event) => line(`${event.actor}: Starting update…`),
  queued: (event) => line(`${event.actor}: In the queue`, "plain", true),
  started: (event) => line(`${event.actor}: A worker has it`, "plain", true),
  attempt: (event) => line(`${event.actor}: Attempt ${event.attempt}: ${event.outcome}`, "plain", true),
  conflict: (event) =>
    event.outcome === "database-error"
      ? line("CONFLICT: The database refused the write", "warns")
      : line("CONFLICT: Version mismatch", "warns"),
  retry: (event) =>
    line(`${event.actor}: Retry ${event.attempt - 1} (${event.delayMs}ms backoff)`, "warns"),
  applied: (event) => line(`${event.actor}: SUCCESS ✓ ${event.version}${merged(event)}`, "good"),
  refused: (event) => line(`${event.actor}: REFUSED, ${reason(event)}`, "bad"),
  failed: (event) => line(`${event.actor}: FAILED, ${reason(event)}`, "bad"),
  invalidated: (event) =>
    event.source === "background"
      ? line(`Background: Wrote version ${event.version}`, "info")
      : line(`Caches: older than ${event.version} is stale`, "plain", true),
  acknowledged: (event) => line(`${event.actor}: Answered by ${event.node}`, "plain", true),
  processed: (event) =>
    line(`Background: Processed ✓ ${event.changed ? event.version : "(nothing to change)"}`, "info"),
  skipped: (event) => line(`Background: Skipped (${skipReason(event)})`, "info"),
  "processing-failed": (event) => line(`Background: FAILED, ${event.reason}`, "bad"),
  gap: (event) => line(`Some events were missed. ${event.reason ?? ""}`, "warns"),
};

function merged(event) {
  const conflicts = event.conflicts?.length ?? 0;
  return conflicts > 0 ? ` (merged, ${plural(conflicts, "conflict")} resolved)` : "";
}

const reason = (event) => event.problem?.title ?? event.outcome ?? "no reason given";

/** Why the background job left a template alone, in the words of the log. */
export const skipReason = ({ reason }) => reason?.replace(/^skipped\s*[-–:]\s*/i, "");

/** Returns the line of an event, `null` when it is no business of this log. */
export function lineOf(event) {
  const made = LINES[event.type]?.(event);
  return made
    ? {
        time: clock(event.at),
        templateId: event.templateId,
        updateId: event.updateId,
        ...made,
      }
    : null;
}
