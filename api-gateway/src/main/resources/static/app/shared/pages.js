import { html, nothing } from "./lit.js";

/**
 * A list that the gateway gives page by page, for a part of the page that shows it. Only the answer to
 * the last question counts. A list that was prolonged is not refreshed: it would jump under the pointer.
 */
export class Pages {
  /** `null` until the first page came. */
  items = null;
  problem = null;
  #part;
  #read;
  #most;
  #cursor = null;
  #prolonged = false;
  #question = 0;
  #asking = false;

  /**
   * @param {Component} part shown again after each answer
   * @param {(cursor?: string) => Promise<{items: any[], nextCursor?: string}>} read asks for a page
   * @param {number} most so many are shown; for more there are filters
   */
  constructor(part, read, most = Infinity) {
    this.#part = part;
    this.#read = read;
    this.#most = most;
  }

  /** Asks for the first page. */
  load() {
    return this.#ask();
  }

  /** Asks for the first page again, unless that disturbs or nobody looks. */
  async refresh() {
    if (!document.hidden && !this.#asking && !this.#prolonged) {
      await this.#ask();
    }
  }

  /** Begins anew, for another question. */
  restart() {
    this.items = null;
    return this.#ask();
  }

  /** Whether there is nothing, as opposed to nothing yet. */
  get isEmpty() {
    return this.items?.length === 0 && this.#cursor === null;
  }

  /** The button for the next page, where there is one. */
  moreButton(words) {
    return this.#cursor === null
      ? nothing
      : html`<button type="button" ?disabled=${this.#asking} @click=${() => this.#ask(this.#cursor)}>${words}</button>`;
  }

  async #ask(cursor) {
    const question = ++this.#question;
    this.#asking = true;
    let answer = null;
    let problem = null;
    try {
      answer = await this.#read(cursor);
    } catch (thrown) {
      problem = thrown.message;
    }
    if (question !== this.#question) {
      return;
    }
    this.#asking = false;
    this.problem = problem;
    if (answer !== null) {
      this.items = cursor ? [...this.items, ...answer.items] : answer.items;
      this.#prolonged = Boolean(cursor);
      this.#cursor = this.items.length < this.#most ? (answer.nextCursor ?? null) : null;
    }
    this.#part.update();
  }
}
