import { Component, define } from "../shared/component.js";
import { html, nothing } from "../shared/lit.js";
import { overlaps } from "./changes.js";
import { beforeAfter, placeName, valueShown } from "./words.js";

const SHOWN = 6;

/** Says that somebody else saved while the person was editing, and what a save will make of it. */
class Meanwhile extends Component {
  arrive() {
    this.setAttribute("role", "status");
  }

  template() {
    const { draft } = this;
    if (draft.theirs === null) {
      return null;
    }
    const theirs = draft.others;
    const both = overlaps(draft.mine, theirs);
    const alone = theirs.filter((change) => !both.some((each) => each.theirs === change));
    const who = draft.theirEvent?.actor ?? "Somebody";
    const name = (change) => placeName(change.keys, draft.edited, draft.theirs, draft.base);
    return html`
      <section class="meanwhile" aria-label="Saved meanwhile">
        <h3>${who} saved version <code>${draft.theirs.version}</code> while you were editing</h3>
        <p>When you save, both are kept. This is what comes together:</p>
        ${alone.length === 0
          ? nothing
          : html`<details ?open=${alone.length <= SHOWN}>
              <summary>Changed by ${who}, not by you (${alone.length})</summary>
              <ul class="diff">
                ${alone.slice(0, 50).map(
                  (each) => html`<li>
                    <strong>${name(each)}</strong>
                    ${beforeAfter(each.before, each.after, draft.theirs, each.keys.at(-1))}
                  </li>`,
                )}
              </ul>
            </details>`}
        ${both.length === 0
          ? html`<p>You changed nothing of it, so there is nothing to decide.</p>`
          : html`<h4>Changed by both of you (${both.length})</h4>
              <ul class="diff">
                ${both.map((each) => this.#overlap(each, who, name))}
              </ul>`}
      </section>
    `;
  }

  #overlap({ mine, theirs }, who, name) {
    const { draft } = this;
    return html`<li>
      <strong>${name(mine)}</strong>
      <div class="sides">
        <div class="side">
          <span class="side-name">Before</span>
          <div class="side-value">${valueShown(mine.before, draft.base, mine.keys.at(-1))}</div>
        </div>
        <div class="side">
          <span class="side-name">${who}</span>
          <div class="side-value">${valueShown(theirs.after, draft.theirs, theirs.keys.at(-1))}</div>
        </div>
        <div class="side" data-chosen="true">
          <span class="side-name">Yours, kept on save</span>
          <div class="side-value">${valueShown(mine.after, draft.edited, mine.keys.at(-1))}</div>
        </div>
      </div>
      <div class="actions">
        <button
          type="button"
          aria-label=${`Take the value of ${who} for ${name(mine)}`}
          @click=${() => this.#take(theirs)}
        >
          Take theirs
        </button>
      </div>
    </li>`;
  }

  #take(change) {
    this.draft.takeTheirs(change);
    this.dispatchEvent(new CustomEvent("edited", { bubbles: true }));
  }
}

define("fs-meanwhile", Meanwhile, ["draft", "turn"]);
