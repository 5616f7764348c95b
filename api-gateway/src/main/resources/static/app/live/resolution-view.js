import { Component, define } from "../shared/component.js";
import { events } from "../shared/events.js";
import { moment } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";
import { soon } from "../shared/soon.js";
import { changes, find } from "../templates/changes.js";
import { content } from "../templates/draft.js";
import { templateApi } from "../templates/template-api.js";
import { DERIVED, placeName, valueShown } from "../templates/words.js";

const PAUSE_MS = 700;
/** Two saves of different people that are no further apart came together. */
const TOGETHER_MS = 10_000;
const SHOWN = 5;

/** How the last two edits that met were brought together: before, A, B, result. */
class ResolutionView extends Component {
  #story = null;
  #problem = null;
  #later = soon(PAUSE_MS, () => this.isConnected && this.#load());

  arrive() {
    this.untilGone(events.listen((batch) => this.#heard(batch)));
    this.#load();
  }

  changed(property) {
    if (property === "templateId") {
      this.#story = null;
      this.#load();
    }
  }

  #heard(batch) {
    const here = batch.some(
      (event) => event.templateId === this.templateId && event.type === "applied",
    );
    if (here) {
      this.#later();
    }
  }

  /** Another template may be chosen while answers about the one before are under way. */
  async #load() {
    const id = this.templateId;
    if (!id) {
      return;
    }
    let story = this.#story;
    let problem = null;
    try {
      const { items } = await templateApi.history(id);
      const pair = meeting(items);
      if (pair && pair.second.version !== story?.second.version) {
        story = await tell(id, pair);
      }
    } catch (refused) {
      problem = refused.message;
    }
    if (id === this.templateId) {
      this.#story = story;
      this.#problem = problem;
      this.update();
    }
  }

  template() {
    const story = this.#story;
    return html`
      <div class="panel-head"><h2>Conflict resolution</h2></div>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${story === null
        ? html`<p class="muted">
            When two people save within ten seconds, this shows what each of them changed and what
            came of it.
          </p>`
        : html`
            <div class="resolution">
              ${side("Before", null, story.places, story.before)}
              ${side(story.first.actor, story.first.at, story.firstChanges, story.after)}
              ${side(story.second.actor, story.second.at, story.secondChanges, story.result)}
              ${side("Result", null, story.places, story.result)}
            </div>
            <p class="verdict" data-tone=${story.lost.length === 0 ? "good" : "warns"}>
              ${story.lost.length === 0
                ? "✓ Both changes preserved"
                : `Both changed ${story.lost.join(", ")}: the later save counts, the other value is in the history`}
            </p>
          `}
    `;
  }
}

/** Finds the newest two user edits of different people, one right after the other. */
function meeting(revisions) {
  const users = revisions.filter((each) => each.source === "user" && each.operation !== "create");
  for (let i = 0; i + 1 < users.length; i++) {
    const [second, first] = [users[i], users[i + 1]];
    const apart = new Date(second.at) - new Date(first.at);
    if (first.actor !== second.actor && apart <= TOGETHER_MS && first.previousVersion) {
      return { first, second };
    }
  }
  return null;
}

async function tell(templateId, { first, second }) {
  const [before, middle, between, result] = (
    await Promise.all(
      [first.previousVersion, first.version, second.previousVersion, second.version].map(
        (version) => templateApi.version(templateId, version),
      ),
    )
  ).map(content);
  const byPeople = (change) => !change.keys.some((key) => DERIVED.has(key));
  const firstDid = changes(before, middle).filter(byPeople);
  const secondDid = changes(between, result).filter(byPeople);
  const places = unique([...firstDid, ...secondDid].map((change) => change.keys));
  const lost = firstDid.filter(
    (change) => JSON.stringify(find(result, change.keys)) !== JSON.stringify(change.after),
  );
  return {
    first,
    second,
    before,
    after: middle,
    result,
    places: places.map((keys) => ({ keys })),
    firstChanges: firstDid,
    secondChanges: secondDid,
    lost: lost.map((change) => placeName(change.keys, result, before)),
  };
}

const unique = (all) => [...new Map(all.map((keys) => [keys.join("\n"), keys])).values()];

function side(name, at, places, document) {
  return html`
    <section class="side">
      <h3>${name}${at ? html` <span class="muted small">${moment(at)}</span>` : nothing}</h3>
      ${places.length === 0 ? html`<p class="muted">Changed nothing</p>` : nothing}
      <dl class="facts">
        ${places.slice(0, SHOWN).map(
          ({ keys, after }) => html`<div>
            <dt>${placeName(keys, document)}</dt>
            <dd>${valueShown(after ?? find(document, keys), document, keys.at(-1))}</dd>
          </div>`,
        )}
      </dl>
      ${places.length > SHOWN ? html`<p class="muted small">and ${places.length - SHOWN} more</p>` : nothing}
    </section>
  `;
}

define("fs-resolution", ResolutionView, ["templateId"]);
