import { render } from "./lit.js";

/**
 * A part of the page: an element that shows what `template()` returns as its content, without a
 * shadow tree, so that labels, styles and tests see one document. However often `update()` is
 * called, it is shown once, before the browser does anything else.
 */
export class Component extends HTMLElement {
  #planned = false;
  #endings = [];

  connectedCallback() {
    this.arrive();
    this.#show();
  }

  disconnectedCallback() {
    this.#endings.splice(0).forEach((end) => end());
  }

  /** Called each time the element comes into the page: the place for subscriptions. */
  arrive() {}

  /** Returns what to show. */
  template() {
    return null;
  }

  /** Called after it was shown. */
  shown() {}

  /** Shows it again soon. */
  update() {
    if (!this.#planned && this.isConnected) {
      this.#planned = true;
      queueMicrotask(() => {
        this.#planned = false;
        if (this.isConnected) {
          this.#show();
        }
      });
    }
  }

  /** Calls `end` when the element leaves the page. */
  untilGone(end) {
    this.#endings.push(end);
  }

  /** Calls `action` every `periodMs` while the element is in the page. */
  every(periodMs, action) {
    const timer = setInterval(action, periodMs);
    this.untilGone(() => clearInterval(timer));
  }

  #show() {
    render(this.template(), this, { host: this });
    this.shown();
  }
}

/**
 * Registers a component.
 * @param {string} name of the element
 * @param {typeof Component} type
 * @param {string[]} properties that its parent sets; a new value shows it again, and
 *     `changed(property, before)` is called before that
 */
export function define(name, type, properties = []) {
  for (const property of properties) {
    const values = new WeakMap();
    Object.defineProperty(type.prototype, property, {
      get() {
        return values.get(this);
      },
      set(value) {
        const before = values.get(this);
        if (before !== value) {
          values.set(this, value);
          this.changed?.(property, before);
          this.update();
        }
      },
    });
  }
  customElements.define(name, type);
}
