/** How often a countdown is shown again. */
const TICK_MS = 200;

/** Thrown where a run waits when a person stops it. */
export class Stopped extends Error {}

/**
 * One run of a scenario: what was sent, read and skipped, what was checked, and how it ended.
 * `running`, then `passed`, `failed` or `stopped`.
 */
export class Run {
  state = "running";
  /** `{at, who, words, tone}`, in the order in which they happened. */
  steps = [];
  /** `{words, ok}`; `ok` is `null` for what does not decide how the run ended, but has to be known. */
  checks = [];
  /** `{words, leftMs, ofMs}` while the run waits for a time. */
  countdown = null;
  /** What the scenario counts, for those that count. */
  numbers = null;
  problem = null;
  startedAt = Date.now();
  endedAt = null;
  #changed;
  #stop = new AbortController();

  /** @param {() => void} changed called after each change */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Aborted when a person stops the run. */
  get signal() {
    return this.#stop.signal;
  }

  /** Notes what somebody did or saw. */
  step(who, words, tone = "plain") {
    this.steps.push({ at: Date.now(), who, words, tone });
    this.#changed();
  }

  /** Notes whether something holds that has to. */
  check(words, ok) {
    this.checks.push({ words, ok: Boolean(ok) });
    this.#changed();
  }

  /** Notes among the checks what is less than was asked for, and no fault. */
  note(words) {
    this.checks.push({ words, ok: null });
    this.#changed();
  }

  /** Says how far it is. */
  count(numbers) {
    this.numbers = numbers;
    this.#changed();
  }

  /**
   * Waits for a time, and says for how long.
   * @throws {Stopped} when a person stops the run
   */
  async wait(milliseconds, words = null) {
    const end = Date.now() + milliseconds;
    for (let left = milliseconds; left > 0; left = end - Date.now()) {
      if (words) {
        this.countdown = { words, leftMs: left, ofMs: milliseconds };
        this.#changed();
      }
      await this.pause(words ? Math.min(left, TICK_MS) : left);
      if (this.signal.aborted) {
        this.countdown = null;
        throw new Stopped();
      }
    }
    this.countdown = null;
    this.#changed();
  }

  /** Waits for a time, or until a person stops the run just now. */
  pause(milliseconds) {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.signal.addEventListener("abort", done);
    });
  }

  stop() {
    this.#stop.abort();
  }

  /** Ends it: by its checks, or by what went wrong. */
  end(problem = null) {
    this.countdown = null;
    this.endedAt = Date.now();
    if (problem instanceof Stopped) {
      this.state = "stopped";
    } else {
      this.problem = problem?.message ?? null;
      const holds = this.checks.length > 0 && this.checks.every((each) => each.ok !== false);
      this.state = problem === null && holds ? "passed" : "failed";
    }
    this.#changed();
  }
}
