import { get } from "../shared/api.js";
import { events } from "../shared/events.js";
import { Ring } from "../shared/ring.js";

const DECIDED = new Set(["applied", "refused", "failed"]);
/** Of an update about which nothing was heard for so long is asked what became of it. */
const PATIENCE_MS = 10_000;
/** So many are asked for at once; the browser has few connections. */
const ASKED_AT_ONCE = 4;
/** So many delays say how it goes. */
const DELAYS = 2_000;

/**
 * What becomes of many updates of one template, as the live stream tells it. Listens from its making
 * until `close()`.
 */
export class Outcomes {
  applied = 0;
  /** Decided otherwise: refused, in conflict with another, or among the dead letters. */
  failed = 0;
  /** When the last of them was heard of, in milliseconds since 1970. */
  decidedAt = 0;
  /** Versions that the background job made meanwhile. */
  background = 0;
  /** Whether nothing of the stream was missed. */
  complete = true;
  #delaysMs = new Ring(DELAYS);
  #waiting = new Map();
  #early = new Map();
  #templateId;
  #end;

  constructor(templateId) {
    this.#templateId = templateId;
    this.#end = events.listen((batch) => this.#heard(batch));
  }

  close() {
    this.#end();
  }

  /** How many have been accepted and have no outcome yet. */
  get waiting() {
    return this.#waiting.size;
  }

  /** How long it lately took from sending an update until this page heard that it is stored. */
  delays() {
    const sorted = [...this.#delaysMs.values].sort((one, other) => one - other);
    const share = (part) => sorted[Math.floor(sorted.length * part)];
    return { medianMs: share(0.5), p95Ms: share(0.95) };
  }

  /** Takes updates that were accepted, as `[updateId, sentAt]`. */
  expect(updates) {
    for (const [id, sentAt] of updates) {
      const early = this.#early.get(id);
      if (early) {
        this.#early.delete(id);
        this.#decide(early.type, early.at - sentAt);
      } else {
        this.#waiting.set(id, sentAt);
      }
    }
  }

  #heard(batch) {
    const now = performance.timeOrigin + performance.now();
    for (const event of batch) {
      this.complete &&= event.type !== "gap";
      if (event.templateId !== this.#templateId) {
        continue;
      }
      if (event.type === "invalidated" && event.source === "background") {
        this.background++;
      } else if (DECIDED.has(event.type)) {
        this.#take(event, now);
      }
    }
  }

  /** The event may be here before the answer of the gateway is. */
  #take(event, now) {
    const sentAt = this.#waiting.get(event.updateId);
    if (sentAt === undefined) {
      this.#early.set(event.updateId, { type: event.type, at: now });
    } else {
      this.#waiting.delete(event.updateId);
      this.#decide(event.type, now - sentAt);
    }
  }

  #decide(type, delayMs) {
    this.decidedAt = Date.now();
    if (type === "applied") {
      this.applied++;
      this.#delaysMs.add([delayMs]);
    } else {
      this.failed++;
    }
  }

  /** Asks for some of which nothing was heard for long; an event can be missed, an update cannot. */
  async askForOverdue() {
    const now = performance.timeOrigin + performance.now();
    const overdue = [...this.#waiting].filter(([, sentAt]) => now - sentAt > PATIENCE_MS);
    await Promise.all(overdue.slice(0, ASKED_AT_ONCE).map(([id]) => this.#ask(id)));
  }

  async #ask(id) {
    // Without an answer it is asked for again, as long as the run waits.
    const { status } = await get(`/api/updates/${id}`).catch(() => ({ status: "pending" }));
    // Its event may have come meanwhile.
    if (status !== "pending" && this.#waiting.delete(id)) {
      this.applied += status === "applied" ? 1 : 0;
      this.failed += status === "applied" ? 0 : 1;
    }
  }
}
