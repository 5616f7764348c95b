/** The last so many values; older ones are forgotten. */
export class Ring {
  #values = [];
  #most;

  constructor(most) {
    this.#most = most;
  }

  /** Adds values; what is too much goes in one step, not one by one. */
  add(values) {
    this.#values.push(...values.slice(-this.#most));
    if (this.#values.length > this.#most) {
      this.#values.splice(0, this.#values.length - this.#most);
    }
  }

  get values() {
    return this.#values;
  }

  clear() {
    this.#values = [];
  }
}
