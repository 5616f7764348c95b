import { open } from "../shared/dialog.js";
import { html } from "../shared/lit.js";

/** Asks why a dead letter is not to be applied; returns the reason, or `undefined`. */
export function askReason() {
  return open((done) => {
    const drop = (event) => {
      event.preventDefault();
      done(new FormData(event.target).get("reason").trim() || undefined);
    };
    return html`
      <form @submit=${drop}>
        <h2 id="dialog-title">Drop the dead letter?</h2>
        <p>It is never applied then. The record and your reason are kept.</p>
        <label class="field">
          <span>Reason</span>
          <input name="reason" type="text" required maxlength="1000" autocomplete="off" autofocus />
        </label>
        <div class="actions end">
          <button type="button" @click=${() => done()}>Cancel</button>
          <button class="danger solid">Drop it</button>
        </div>
      </form>
    `;
  });
}
