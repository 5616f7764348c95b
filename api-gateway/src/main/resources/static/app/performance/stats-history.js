import { get } from "../shared/api.js";

const PERIOD_MS = 1_000;
/** How far back the graphs go. */
export const WINDOW_S = 300;
/** Nobody looked for so long: what lies between is not known. */
const BREAK_MS = 5_000;

/**
 * The numbers of `/api/stats`, asked for once a second while somebody watches, and kept for five
 * minutes so that going to another view and back loses nothing.
 */
class StatsHistory {
  #watchers = new Set();
  #timer = null;
  #asking = false;

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
      this.#add(await get("/api/stats"));
      this.problem = null;
    } catch (problem) {
      this.problem = problem.message;
    }
    this.#asking = false;
    this.#watchers.forEach((listener) => listener());
  }

  #add(stats) {
    const at = Date.parse(stats.at);
    const before = this.latest && Date.parse(this.latest.at);
    if (before !== null && at - before > BREAK_MS) {
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
