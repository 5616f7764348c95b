/** The worker that sends the load, as the page sees it. */
export class LoadSender {
  sent = 0;
  accepted = 0;
  refused = 0;
  /** Why the last one was refused. */
  reason = null;
  /** `{last, sentForMs}` when all is sent: the last accepted value of each field, and how long it took. */
  done = null;
  #untaken = [];
  #held = false;
  #worker = new Worker("/app/scenarios/load-worker.js", { type: "module" });

  /** @param {{path: string, headers: object, fields: string[], perSecond: number, seconds: number, mark: string}} order */
  constructor(order) {
    this.#worker.onmessage = ({ data }) => {
      this.sent += data.sent;
      this.#untaken.push(...data.accepted);
      this.accepted += data.accepted.length;
      this.refused += data.refused;
      this.reason = data.reason ?? this.reason;
      this.done = data.done ?? this.done;
    };
    this.#worker.onerror = (event) => {
      this.reason = event.message ?? "The load could not be started.";
      this.done = { last: [], sentForMs: 1 };
    };
    this.#worker.postMessage(order);
  }

  /** The updates that were accepted since this was called last, as `[updateId, sentAt]`. */
  take() {
    return this.#untaken.splice(0);
  }

  /** Sends nothing for the time being, or goes on. */
  hold(held) {
    if (this.#held !== held) {
      this.#held = held;
      this.#worker.postMessage(held ? "hold" : "go on");
    }
  }

  /** Sends no more; what is under way ends first. */
  stop() {
    this.#worker.postMessage("stop");
  }

  close() {
    this.#worker.terminate();
  }
}
