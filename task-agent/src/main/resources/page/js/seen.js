/** Which conflicts a person has seen, kept by the browser; those that are gone are forgotten. */

const KEY = "conflicts-seen";

export class Seen {
  #ids;

  constructor() {
    try {
      this.#ids = new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
    } catch (error) {
      console.warn(error);
      this.#ids = new Set();
    }
  }

  has(id) {
    return this.#ids.has(id);
  }

  add(id) {
    this.#ids.add(id);
    this.#keep();
  }

  /** Forgets all but these. */
  retain(ids) {
    const listed = new Set(ids);
    const kept = [...this.#ids].filter((id) => listed.has(id));
    if (kept.length < this.#ids.size) {
      this.#ids = new Set(kept);
      this.#keep();
    }
  }

  #keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify([...this.#ids]));
    } catch (error) {
      // The browser keeps nothing: it is seen until the page is loaded again.
      console.warn(error);
    }
  }
}
