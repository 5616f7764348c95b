/**
 * Follows the agent's events for as long as the page is seen, and takes them up again by itself.
 * A browser allows few connections to one address, so a page in the background keeps none.
 */

const AGAIN_MS = 2_000;

export class Live {
  #on;
  #source = null;
  #again = 0;

  /** @param on `there()`, `away()`, `changed()` and `progress(view)` */
  constructor(on) {
    this.#on = on;
    document.addEventListener("visibilitychange", () => this.#follow());
    this.#follow();
  }

  #follow() {
    clearTimeout(this.#again);
    this.#source?.close();
    this.#source = null;
    if (document.visibilityState === "visible") {
      this.#open();
    }
  }

  #open() {
    const source = new EventSource("/api/sync/events");
    source.addEventListener("open", () => this.#on.there());
    source.addEventListener("status", () => this.#on.changed());
    source.addEventListener("progress", (event) => this.#on.progress(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      source.close();
      this.#on.away();
      this.#again = setTimeout(() => this.#follow(), AGAIN_MS);
    });
    this.#source = source;
  }
}
