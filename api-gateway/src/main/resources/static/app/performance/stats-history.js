import { get } from "../shared/api.js";

const PERIOD_MS = 1_000;
/** How far back the graphs go. */
export const WINDOW_S = 300;
/** Nobody looked for so long: what lies between is not known. */
const BREAK_MS = 5_000;

/**
 * The numbers of `/api/stats`, asked for once a second while somebody watches, and kept for five
 * minutes so that going to another view and back loses nothing. What was before somebody watched
 * `/api/stats/recent` tells, as far as the gateway has kept it.
 */
class StatsHistory {
  #watchers = new Set();
  #timer = null;
  #asking = false;
  #heardAt = 0;

  /** `{at, rate, p50, p95, p99, pending, jobs}`, the oldest first; `at` in seconds. */
  samples = [];
  latest = null;
  problem = null;

  /** Calls `listener` after each answer; returns a function that ends that. */
  watch(listener) {
    this.#watchers.add(listener);
    if (this.#watchers.size === 1) {
      this.#timer = setInterval(() => this.#ask(), PERIOD_MS);
      this.#ask();
    }
    return () => {
      this.#watchers.delete(listener);
      if (this.#watchers.size === 0) {
        clearInterval(this.#timer);
      }
    };
  }

  async #ask() {
    if (this.#asking || document.hidden) {
      return;
    }
    this.#asking = true;
    try {
      const [stats, recent] = await Promise.all([get("/api/stats"), this.#recent()]);
      this.#begin(stats, recent);
      this.#add(stats);
      this.problem = null;
    } catch (problem) {
      this.problem = problem.message;
    }
    this.#asking = false;
    this.#watchers.forEach((listener) => listener());
  }

  /** How it was since the last answer, when that is some time ago, or there was none. */
  async #recent() {
    if (this.latest && Date.now() - this.#heardAt <= BREAK_MS) {
      return null;
    }
    try {
      return await get("/api/stats/recent");
    } catch {
      // The graphs begin now; what is wrong with the gateway the numbers say.
      return null;
    }
  }

  /** Another gateway's past is not this one's. */
  #begin(stats, recent) {
    if (recent === null || recent.node !== stats.node) {
      return;
    }
    const last = this.samples.at(-1)?.at ?? 0;
    const missed = recent.samples
      .map(({ at, updatesPerSecond, pendingUpdates, readyJobs, ...latency }) => ({
        at: Date.parse(at) / 1_000,
        rate: updatesPerSecond,
        pending: pendingUpdates,
        jobs: readyJobs,
        ...latency,
      }))
      .filter(({ at }) => at > last && at < Date.parse(stats.at) / 1_000);
    this.samples.push(...missed);
  }

  #add(stats) {
    const at = Date.parse(stats.at);
    const before = this.samples.at(-1)?.at * 1_000;
    if (at - before > BREAK_MS) {
      this.samples.push({ at: (before + PERIOD_MS) / 1_000 });
    }
    this.samples.push({
      at: at / 1_000,
      rate: rate(this.latest, stats),
      p50: stats.latencyMs.p50,
      p95: stats.latencyMs.p95,
      p99: stats.latencyMs.p99,
      pending: stats.consumerLag.total,
      jobs: stats.campaigns?.ready ?? null,
    });
    this.latest = stats;
    this.#heardAt = Date.now();
    const oldest = at / 1_000 - WINDOW_S;
    // Another array, so that the charts are shown again.
    this.samples = this.samples.filter((each) => each.at > oldest);
  }
}

const decided = (stats) => Object.values(stats.decided).reduce((sum, each) => sum + each, 0);

/** Updates per second since the answer before; the gateway's own number when that does not tell. */
function rate(before, now) {
  const seconds = before ? (Date.parse(now.at) - Date.parse(before.at)) / 1_000 : 0;
  const difference = before ? decided(now) - decided(before) : -1;
  return seconds > 0 && seconds < BREAK_MS / 1_000 && difference >= 0 && before.node === now.node
    ? difference / seconds
    : now.updatesPerSecond.last10s;
}

export const statsHistory = new StatsHistory();
