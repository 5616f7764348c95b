import { open } from "../shared/dialog.js";
import { plural } from "../shared/format.js";
import { keysOf, valueAt } from "../shared/json.js";
import { html, nothing } from "../shared/lit.js";
import { ORDER } from "./changes.js";
import { placeName, valueShown } from "./words.js";

/** What the sides of a conflict are called. */
const SIDES = [
  ["theirs", "The other person’s"],
  ["yours", "Yours"],
];

/**
 * Shows each conflict of a merge side by side and lets the person choose.
 * @param {object[]} conflicts of the answer
 * @param {object} merged the template that was stored
 * @returns {Promise<object[]>} the operations of a JSON Patch that make the choices true; empty when
 *     the merge was right
 */
export async function settle(conflicts, merged) {
  const chosen = conflicts.map((each) => each.resolution);
  const answer = await open(
    (done, again) => html`
      <h2 id="dialog-title">
        ${plural(conflicts.length, "place")} that both of you changed
      </h2>
      <p>
        Your changes are saved, and so are the other person’s. Here both had changed the same thing;
        choose what it shall be.
      </p>
      <ol class="conflicts">
        ${conflicts.map((conflict, i) => one(conflict, merged, chosen, i, again))}
      </ol>
      <div class="actions end">
        <button type="button" class="primary" @click=${() => done(true)}>
          ${chosen.every((side, i) => side === conflicts[i].resolution) ? "Keep it so" : "Save this choice"}
        </button>
      </div>
    `,
    "wide",
  );
  return answer ? operations(conflicts, chosen, merged) : [];
}

function one(conflict, merged, chosen, i, again) {
  const keys = keysOf(conflict.path);
  const key = conflict.kind === "order" ? ORDER : keys.at(-1);
  const side = (name) =>
    conflict.kind === "move" ? "Put somewhere else" : valueShown(conflict[name], merged, key);
  const choose = (name) => () => {
    chosen[i] = name;
    again();
  };
  return html`
    <li>
      <fieldset>
        <legend>${placeName(keys, merged)}</legend>
        <div class="sides">
          <div class="side">
            <span class="side-name">Before</span>
            <div class="side-value">${side("base")}</div>
          </div>
          ${SIDES.map(
            ([name, words]) => html`
              <label class="side choice" data-chosen=${chosen[i] === name}>
                <span class="side-name">
                  <input
                    type="radio"
                    name=${`conflict-${i}`}
                    .checked=${chosen[i] === name}
                    ?disabled=${conflict.kind === "move"}
                    @change=${choose(name)}
                  />
                  ${words}
                </span>
                <div class="side-value">${side(name)}</div>
              </label>
            `,
          )}
        </div>
        ${explanation(conflict)}
      </fieldset>
    </li>
  `;
}

function explanation(conflict) {
  const words = {
    "delete-edit": "One of you deleted it, the other changed it. A change is kept over a deletion.",
    order: "Both of you put these in another order.",
    move: "Both of you moved it; it is where you put it. Move it by hand to change that.",
  }[conflict.kind];
  return words ? html`<p class="muted small">${words}</p>` : nothing;
}

/** Later elements of arrays first, so that the places of earlier ones stay right. */
function operations(conflicts, chosen, merged) {
  return conflicts
    .map((conflict, i) => ({ conflict, side: chosen[i] }))
    .filter(({ conflict, side }) => conflict.kind !== "move" && side !== conflict.resolution)
    .sort((one, other) => other.conflict.path.localeCompare(one.conflict.path, "en", { numeric: true }))
    .map(({ conflict, side }) => operation(conflict, conflict[side], merged));
}

function operation(conflict, value, merged) {
  const { path } = conflict;
  const now = valueAt(merged, keysOf(path));
  if (conflict.kind === "order") {
    const place = (each) => value.indexOf(each.id);
    return { op: "replace", path, value: [...now].sort((one, other) => place(one) - place(other)) };
  }
  if (value === undefined) {
    return { op: "remove", path };
  }
  return { op: now === undefined ? "add" : "replace", path, value };
}
