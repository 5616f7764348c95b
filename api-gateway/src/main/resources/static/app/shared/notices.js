import { Component, define } from "./component.js";
import { html, repeat } from "./lit.js";

const SHOWN_MS = 6_000;
const MOST = 4;

let notices = [];
let number = 0;
let place = null;

/** Says that something was done. It goes away by itself, so nothing important is only said here. */
export function notice(text, tone = "good") {
  const made = { number: number++, text, tone };
  notices = [...notices, made].slice(-MOST);
  place?.update();
  setTimeout(() => {
    notices = notices.filter((each) => each !== made);
    place?.update();
  }, SHOWN_MS);
}

class Notices extends Component {
  arrive() {
    place = this;
    this.setAttribute("role", "status");
  }

  template() {
    return repeat(
      notices,
      (each) => each.number,
      (each) => html`<p class="notice" data-tone=${each.tone}>${each.text}</p>`,
    );
  }
}

define("fs-notices", Notices);
