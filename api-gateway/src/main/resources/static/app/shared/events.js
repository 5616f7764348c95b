import { frames } from "./event-stream.js";
import { session } from "./session.js";

/** The first pause before the stream is opened again; doubled each time, up to the last. */
const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 15_000;
/** The gateway says something at least every 15 seconds. */
const SILENCE_MS = 40_000;
/** Events are handed out at this pace: people see no more of them, and each time costs a picture. */
const PERIOD_MS = 40;
/** The same where nobody looks. */
const HIDDEN_PERIOD_MS = 1_000;
/** More than what is shown anywhere; older ones of a burst are counted and dropped. */
const MAX_WAITING = 5_000;

/**
 * The one live stream of this page. However many events come, listeners get them together, some times
 * a second.
 */
class Events {
  #listeners = new Set();
  #stateListeners = new Set();
  #waiting = [];
  #planned = false;
  #lastId = null;
  #started = false;
  #stop = null;
  #pause = FIRST_PAUSE_MS;

  /** `connecting`, `live` or `away`. */
  state = "connecting";

  /**
   * Calls `listener` with arrays of events, in their order; one of type `gap` means that some were
   * missed and that what is shown has to be read again.
   * @returns a function that ends it
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `listener` whenever `state` is another one. */
  listenToState(listener) {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** Opens the stream and keeps it open. */
  start() {
    if (!this.#started) {
      this.#started = true;
      session.listen(() => this.#again());
      addEventListener("online", () => this.#again());
      this.#keepOpen();
    }
  }

  #again() {
    this.#pause = FIRST_PAUSE_MS;
    this.#stop?.abort();
  }

  async #keepOpen() {
    for (;;) {
      this.#stop = new AbortController();
      if (!session.needsToken) {
        await this.#follow(this.#stop);
      }
      const signal = this.#stop.signal.aborted ? null : this.#stop.signal;
      await wait(this.#pause * (0.5 + Math.random()), signal);
      this.#pause = Math.min(this.#pause * 2, LAST_PAUSE_MS);
    }
  }

  async #follow(stop) {
    let silence;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => stop.abort(), SILENCE_MS);
    };
    try {
      heard();
      const headers = { ...session.headers() };
      if (this.#lastId) {
        headers["Last-Event-ID"] = this.#lastId;
      }
      const response = await fetch("/api/events", {
        headers,
        cache: "no-store",
        signal: stop.signal,
      });
      if (response.status === 400) {
        this.#lastId = null;
      }
      if (response.status === 401) {
        session.refused();
      }
      if (!response.ok) {
        this.#become("away");
        return;
      }
      this.#become("live");
      this.#pause = FIRST_PAUSE_MS;
      for await (const frame of frames(response.body)) {
        heard();
        this.#take(frame);
      }
    } catch {
      // It is opened again; until then the page says that nothing is heard.
      this.#become(stop.signal.aborted ? this.state : "away");
    } finally {
      clearTimeout(silence);
    }
  }

  #take(frame) {
    this.#lastId = frame.id ?? this.#lastId;
    if (!frame.data) {
      return;
    }
    this.#waiting.push(JSON.parse(frame.data));
    if (this.#waiting.length > MAX_WAITING) {
      this.#waiting = [
        { type: "gap", at: new Date().toISOString(), reason: "More happened than can be shown." },
        ...this.#waiting.slice(-MAX_WAITING / 2),
      ];
    }
    if (!this.#planned) {
      this.#planned = true;
      const hand = () => {
        this.#planned = false;
        const events = this.#waiting;
        this.#waiting = [];
        this.#listeners.forEach((listener) => listener(events));
      };
      setTimeout(hand, document.hidden ? HIDDEN_PERIOD_MS : PERIOD_MS);
    }
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.#stateListeners.forEach((listener) => listener());
    }
  }
}

function wait(periodMs, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, periodMs);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The stream that every part of the page listens to. */
export const events = new Events();
