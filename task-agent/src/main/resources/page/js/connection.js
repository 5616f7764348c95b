/** The head of the page: whether the server is there, the switch, and the sync that goes on. */

import { api } from "./api.js";
import { attempt } from "./attempt.js";
import { byId, setText } from "./dom.js";
import { ago, count, many, since } from "./words.js";

const NO_AGENT = {
  state: "away",
  words:
    "The agent on this device does not answer. What is shown may be old; what you type stays" +
    " here. Trying again…",
};

export class ConnectionView {
  #there = true;
  #status = null;
  #refresh;

  constructor(refresh) {
    this.#refresh = refresh;
    byId("offline").addEventListener("change", () => this.#switch());
    byId("sync-now").addEventListener("click", () => this.#sync());
  }

  /** The agent answers, or does not. */
  there(there) {
    this.#there = there;
    this.#words();
  }

  show({ status }) {
    this.#there = true;
    this.#status = status;
    this.#box();
    this.#words();
    this.progress(status.progress);
  }

  /** How far the sync is; null when none goes on. */
  progress(view) {
    const shown = view !== null && view.total > 0;
    byId("progress").hidden = !shown;
    if (shown) {
      const done = view.synced_items + view.failed_items;
      const bar = byId("progress-bar");
      bar.max = view.total;
      bar.value = done;
      const refused = view.failed_items > 0 ? `, ${count(view.failed_items)} refused` : "";
      setText(byId("progress-words"), `Sent ${count(done)} of ${count(view.total)}${refused}`);
    }
  }

  #words() {
    const { state, words } = this.#there ? describe(this.#status) : NO_AGENT;
    byId("connection").dataset.state = state;
    setText(byId("connection-words"), words);
  }

  async #switch() {
    const box = byId("offline");
    const wanted = box.checked;
    setText(byId("sync-note"), "");
    await attempt([box], byId("sync-problem"), async () => {
      await api.workOffline(wanted);
      await this.#refresh.now();
    });
    this.#box();
  }

  /** While it is being switched it stays as the person wants it. */
  #box() {
    const box = byId("offline");
    if (!box.disabled && this.#status !== null) {
      box.checked = this.#status.offline_wanted;
    }
  }

  async #sync() {
    const note = byId("sync-note");
    setText(note, "");
    await attempt([byId("sync-now")], byId("sync-problem"), async () => {
      const result = await api.sync();
      const refused =
        result.failed_items > 0 ? `, ${count(result.failed_items)} not accepted (see below)` : "";
      setText(note, `Synced: ${many(result.synced_items, "change", "changes")} sent${refused}.`);
    });
    await this.#refresh.now();
  }
}

function describe(status) {
  if (status === null) {
    return { state: "unknown", words: "Looking for the agent…" };
  }
  const waiting = status.pending_sync_count;
  if (status.offline_wanted) {
    return {
      state: "offline",
      words: "Working offline, as you wished. " + kept(waiting, "when you switch it off"),
    };
  }
  if (status.is_online) {
    const last = status.last_sync_timestamp ? ` Last synced ${ago(status.last_sync_timestamp)}.` : "";
    return { state: "online", words: `Online.${last}` };
  }
  if (!status.away_since) {
    return { state: "unknown", words: "Looking for the server…" };
  }
  return {
    state: "away",
    words:
      `Server away since ${since(status.away_since)}. ${status.problem} ` +
      kept(waiting, "when it is back"),
  };
}

const kept = (waiting, when) =>
  waiting === 0
    ? "You can go on working."
    : `${many(waiting, "change is", "changes are")} safe on this device and will be sent ${when}.`;
