/** Asks the agent how everything is: when told to, one question at a time, and with pauses. */

import { api } from "./api.js";

const PAUSE_MS = 200;
/** A long list takes a while to fetch, and the agent has other things to do. */
const PAUSE_TIMES_DURATION = 4;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Refresh {
  #show;
  #last = Promise.resolve();
  #planned = false;
  #notBefore = 0;

  /** @param show is given `{status, tasks, queue, letters, conflicts}` */
  constructor(show) {
    this.#show = show;
  }

  /** Asks soon. */
  async soon() {
    if (this.#planned) {
      return;
    }
    this.#planned = true;
    await this.#last;
    await sleep(this.#notBefore - Date.now());
    this.#planned = false;
    await this.now();
  }

  /** Asks after what is being asked, and returns when the answer is shown. */
  now() {
    this.#last = this.#last.then(() => this.#run());
    return this.#last;
  }

  async #run() {
    const begin = Date.now();
    await this.#load();
    const duration = Date.now() - begin;
    this.#notBefore = Date.now() + Math.max(PAUSE_MS, duration * PAUSE_TIMES_DURATION);
  }

  async #load() {
    try {
      const [status, tasks, queue, letters, conflicts] = await Promise.all([
        api.status(),
        api.tasks(),
        api.queue(),
        api.deadLetters(),
        api.conflicts(),
      ]);
      this.#show({
        status,
        tasks,
        queue,
        letters: letters.items,
        conflicts: conflicts.items,
      });
    } catch (error) {
      // Nobody asked for this: the line about the connection says that the agent is away.
      console.warn(error);
    }
  }
}
