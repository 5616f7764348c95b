/** The ways of updates, put together from the events of the live stream and from `/api/updates`. */

/** Older ones are forgotten; the gateway still knows them. */
const KEPT = 1_000;

const OUTCOMES = ["applied", "refused", "failed"];

/** Milliseconds since 1970 with their fraction, which `Date` does not keep. */
export function instant(text) {
  const fraction = /\.\d{3}(\d+)/.exec(text ?? "")?.[1];
  return text ? Date.parse(text) + (fraction ? Number(`0.${fraction}`) : 0) : undefined;
}

/** What was seen of updates while this page was open. */
export class Ways {
  #ways = new Map();

  add(batch) {
    for (const event of batch) {
      if (event.updateId && event.type !== "gap") {
        this.#add(event);
      }
    }
    for (const id of this.#ways.keys()) {
      if (this.#ways.size <= KEPT) {
        break;
      }
      this.#ways.delete(id);
    }
  }

  #add(event) {
    const way = this.#ways.get(event.updateId) ?? this.#begun(event);
    const at = instant(event.at);
    if (!way) {
      return;
    }
    if (event.type === "attempt") {
      if (!way.attempts.some((each) => each.attempt === event.attempt)) {
        way.attempts.push({ attempt: event.attempt, delayMs: event.delayMs, outcome: event.outcome, at });
      }
    } else if (OUTCOMES.includes(event.type)) {
      way.decided ??= at;
      way.status ??= event.outcome;
      way.version ??= event.version;
    } else if (["queued", "started", "invalidated", "acknowledged"].includes(event.type)) {
      way[event.type] ??= at;
    }
  }

  /** An update whose beginning was missed, and what the background did, is not listed. */
  #begun(event) {
    if (event.type !== "accepted") {
      return null;
    }
    const way = {
      updateId: event.updateId,
      templateId: event.templateId,
      actor: event.actor,
      accepted: instant(event.at),
      attempts: [],
    };
    this.#ways.set(event.updateId, way);
    return way;
  }

  of(updateId) {
    return this.#ways.get(updateId);
  }

  /** The latest, newest first. */
  latest(most) {
    return [...this.#ways.values()].slice(-most).reverse();
  }
}

/**
 * What the gateway knows of an update, and beside it what was seen of it: when attempts ended, when
 * caches were told, and when another gateway answered.
 */
export function wayOf(update, seen) {
  const { timings } = update;
  const attempts = update.attempts.map((attempt, i) => ({
    ...attempt,
    at:
      i + 1 === update.attempts.length
        ? instant(timings.decidedAt)
        : seen?.attempts.find((each) => each.attempt === attempt.attempt)?.at,
  }));
  return {
    updateId: update.updateId,
    accepted: instant(timings.acceptedAt),
    queued: instant(timings.queuedAt) ?? seen?.queued,
    started: instant(timings.startedAt),
    attempts,
    decided: instant(timings.decidedAt),
    status: update.status,
    invalidated: seen?.invalidated,
    acknowledged: instant(timings.acknowledgedAt) ?? seen?.acknowledged,
  };
}

const TONES = { applied: "good", refused: "bad", "version-miss": "warns", "database-error": "warns" };

/** The stretches of a way that are known: `{name, from, to, tone, note}`, in their order. */
export function stretches(way) {
  const found = [];
  const add = (name, from, to, tone, note) => {
    if (from !== undefined && to !== undefined) {
      found.push({ name, from, to: Math.max(from, to), tone, note });
    }
  };
  // The log keeps whole milliseconds.
  const queued = Math.max(way.queued ?? way.accepted, way.accepted);
  add("Accepted", way.accepted, queued, "plain", "read, checked and put into the queue");
  add("In the queue", queued, way.started, "info", "until a worker had it");
  attempts(way, add);
  add("Caches told", way.decided, way.invalidated, "plain", "the outcome is in the log");
  add("Answered", way.decided, way.acknowledged, "plain", "its sender has the outcome");
  return found;
}

function attempts(way, add) {
  const committed = way.status === "applied" ? "committed" : way.status;
  if (way.attempts.some((each) => each.at === undefined)) {
    add(`${way.attempts.length} attempts`, way.started, way.decided, "good", committed);
    return;
  }
  let from = way.started;
  for (const each of way.attempts) {
    if (each.delayMs > 0) {
      add(`Wait before attempt ${each.attempt}`, from, from + each.delayMs, "plain", "backoff");
      from += each.delayMs;
    }
    const last = each === way.attempts.at(-1);
    const note = last && way.status ? committed : each.outcome;
    add(`Attempt ${each.attempt}`, from, each.at, TONES[each.outcome] ?? "plain", note);
    from = Math.max(from, each.at);
  }
}

/** From the acceptance to the last thing that is known, in milliseconds. */
export function wholeOf(way) {
  const ends = stretches(way).map((each) => each.to);
  return ends.length ? Math.max(...ends) - way.accepted : undefined;
}
