import { Component, define } from "../shared/component.js";
import { html, nothing } from "../shared/lit.js";
import { session } from "../shared/session.js";

/** Asks for a token when the gateway wants one. */
class SignIn extends Component {
  template() {
    return html`
      <form class="card sign-in" @submit=${this.#signIn}>
        <h1>Sign in</h1>
        ${session.token
          ? html`<p class="problem" role="alert">The gateway did not accept this token. It may be too old; get a new one.</p>`
          : nothing}
        <p>
          This gateway wants to know who you are. Paste your access token (a JWT), as whoever runs this gateway has
          given it to you.
        </p>
        <label class="field">
          <span>Access token</span>
          <textarea name="token" class="code" rows="5" required spellcheck="false" autocomplete="off"></textarea>
        </label>
        <p class="muted">It stays in this window and is forgotten when you close it.</p>
        <div class="actions"><button class="primary">Sign in</button></div>
      </form>
    `;
  }

  #signIn(event) {
    event.preventDefault();
    session.signIn(new FormData(event.target).get("token"));
  }
}

define("fs-sign-in", SignIn);
