import { Component, define } from "../shared/component.js";
import { html, live } from "../shared/lit.js";
import { session } from "../shared/session.js";

/** Who sits here. In a demo anybody may be anybody; with a token it is whom the token names. */
class Identity extends Component {
  arrive() {
    this.untilGone(session.listen(() => this.update()));
  }

  template() {
    if (session.token) {
      return html`
        <span class="who" title="Named by the token">${session.actor}</span>
        <button type="button" class="quiet" @click=${() => session.signOut()}>Sign out</button>
      `;
    }
    return html`
      <label class="acting">
        <span>You are</span>
        <input
          type="text"
          name="actor"
          maxlength="200"
          autocomplete="off"
          spellcheck="false"
          .value=${live(session.actor)}
          @change=${(event) => (session.actor = event.target.value)}
        />
      </label>
    `;
  }
}

define("fs-identity", Identity);
