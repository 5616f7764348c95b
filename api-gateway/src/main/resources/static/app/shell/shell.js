import { get } from "../shared/api.js";
import { Component, define } from "../shared/component.js";
import { events } from "../shared/events.js";
import { html, keyed, nothing } from "../shared/lit.js";
import "../shared/notices.js";
import { go, link, listenToPlace, place } from "../shared/router.js";
import { session } from "../shared/session.js";
import "./identity.js";
import "./sign-in.js";
import { views } from "./views.js";

const WORDS = { live: "Live", connecting: "Connecting …", away: "Gateway away", out: "Not signed in" };

/** The frame around every view: navigation, who sits here, whether events come in. */
class Shell extends Component {
  #view = null;
  #place = place();
  #failed = null;
  #moved = false;

  arrive() {
    this.untilGone(listenToPlace(() => this.#goTo()));
    this.untilGone(session.listen(() => this.update()));
    this.untilGone(events.listenToState(() => this.update()));
    this.#goTo();
    // Says at once whether a token is wanted; what is wrong otherwise the views say.
    get("/api/templates?limit=1").catch(() => this.update());
  }

  async #goTo() {
    this.#place = place();
    const view = views.find((each) => each.path === this.#place.view);
    if (!view) {
      go(link([views[0].path]), true);
      return;
    }
    try {
      await view.load();
      this.#failed = null;
    } catch {
      this.#failed = "This view could not be loaded. Reload the page.";
    }
    const other = this.#view !== view;
    this.#view = view;
    document.title = `${view.title} · Fieldsync`;
    this.update();
    if (other) {
      this.#moved = true;
      scrollTo(0, 0);
    }
  }

  template() {
    const stream = session.needsToken ? "out" : events.state;
    return html`
      <a class="skip" href="#content" @click=${this.#skip}>Skip to the content</a>
      <header class="bar">
        <a class="brand" href=${link(["templates"])}>
          <img src="/favicon.svg" alt="" width="28" height="28" />Fieldsync
        </a>
        ${session.needsToken ? nothing : this.#navigation()}
        <p class="stream" data-state=${stream} role="status">
          <span class="dot" aria-hidden="true"></span>${WORDS[stream]}
        </p>
        ${session.needsToken ? nothing : html`<fs-identity></fs-identity>`}
      </header>
      <main id="content" tabindex="-1">${this.#content()}</main>
      <fs-notices></fs-notices>
    `;
  }

  #navigation() {
    return html`<nav aria-label="Views">
      ${views.map(
        (view) => html`<a href=${link([view.path])} aria-current=${view === this.#view ? "page" : nothing}
          >${view.title}</a
        >`,
      )}
    </nav>`;
  }

  /** Where the navigation is wider than the window, the current entry is brought into sight. */
  shown() {
    if (this.#moved) {
      this.#moved = false;
      this.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById("content").focus();
  }

  #content() {
    if (session.needsToken) {
      return html`<fs-sign-in></fs-sign-in>`;
    }
    if (this.#failed) {
      return html`<p class="problem" role="alert">${this.#failed}</p>`;
    }
    return this.#view ? keyed(this.#view, this.#viewElement()) : html`<p class="muted">Loading …</p>`;
  }

  /** Made once for as long as it is looked at; the templates of lit cannot have a variable name. */
  #viewElement() {
    if (this.#element?.localName !== this.#view.element) {
      this.#element = document.createElement(this.#view.element);
    }
    this.#element.place = this.#place;
    return this.#element;
  }

  #element = null;
}

define("fs-shell", Shell);
