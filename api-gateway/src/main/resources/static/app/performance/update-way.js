import { get } from "../shared/api.js";
import { Component, define } from "../shared/component.js";
import { events } from "../shared/events.js";
import { duration, moment, plural } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";
import { link } from "../shared/router.js";
import { shareBar } from "../shared/share-bar.js";
import { soon } from "../shared/soon.js";
import { seenWays } from "./seen-ways.js";
import { stretches, wayOf, wholeOf } from "./ways.js";
import { toneOf } from "./words.js";

const PERIOD_MS = 1_000;
/** Its events come in a bunch. */
const PAUSE_MS = 200;
const PATHS = 8;

/** Where an update was from its acceptance to the answer, and for how long. */
class UpdateWay extends Component {
  #update = null;
  #problem = null;

  arrive() {
    this.#load();
    this.every(PERIOD_MS, () => {
      if (this.#update?.status === "pending") {
        this.#load();
      }
    });
    const again = soon(PAUSE_MS, () => this.isConnected && this.#load());
    this.untilGone(
      events.listen((batch) => {
        if (batch.some((event) => event.updateId === this.updateId)) {
          again();
        }
      }),
    );
  }

  async #load() {
    try {
      this.#update = await get(`/api/updates/${encodeURIComponent(this.updateId)}`);
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  template() {
    return html`
      <a class="back-link" href=${link(["performance"])}>← Performance</a>
      <div class="view-head">
        <h1>The way of an update</h1>
        ${this.#update
          ? html`<span class="badge" data-tone=${toneOf(this.#update.status)}>${this.#update.status}</span>`
          : nothing}
      </div>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${this.#update ? shown(this.#update, seenWays.of(this.updateId)) : nothing}
    `;
  }
}

function shown(update, seen) {
  const way = wayOf(update, seen);
  const known = stretches(way);
  const whole = Math.max(wholeOf(way) ?? 0, 0.001);
  return html`
    <section class="card" aria-labelledby="way-title">
      <div class="panel-head">
        <h2 id="way-title">From acceptance to answer</h2>
        <p><strong>${duration(wholeOf(way))}</strong> <span class="muted">in all</span></p>
      </div>
      <ol class="bars waterfall">
        ${known.map(
          (each) => html`<li class="bar-row">
            <span>${each.name} <span class="muted small">${each.note}</span></span>
            ${shareBar([
              {
                tone: each.tone,
                from: (each.from - way.accepted) / whole,
                share: Math.max((each.to - each.from) / whole, 0.004),
              },
            ])}
            <span class="number">${duration(each.to - each.from)}</span>
          </li>`,
        )}
      </ol>
      ${way.attempts.some((each) => each.at === undefined)
        ? html`<p class="muted small">
            When its single attempts ended was told while they happened only; before
            ${way.attempts
              .slice(1)
              .map((each) => `attempt ${each.attempt} it waited ${each.delayMs} ms`)
              .join(", before ")}.
          </p>`
        : nothing}
      <p class="muted small">
        Times are those of the gateway, the worker and the database; where their clocks differ a stretch is shown as
        nothing.${way.acknowledged === undefined && way.decided !== undefined
          ? " When its sender was answered is not known here: by another gateway, long ago, with 202 before it was decided, or nobody had sent it."
          : ""}
      </p>
    </section>
    ${update.problem
      ? html`<p class="problem">${update.problem.title}: ${update.problem.detail}</p>`
      : nothing}
    <section class="card" aria-label="About it">
      <dl class="facts beside">
        ${fact("Update", html`<code>${update.updateId}</code>`)}
        ${update.templateId
          ? fact("Template", html`<a href=${link(["templates", update.templateId])}>${update.templateId}</a>`)
          : nothing}
        ${fact("Sent by", update.actor)} ${fact("Operation", update.operation)}
        ${fact("Accepted", moment(update.timings.acceptedAt))} ${fact("Version", update.version)}
        ${fact("Made on", update.previousVersion)} ${fact("Changed", some(update.changedPaths ?? []))}
        ${fact("Attempts", update.attempts.map((each) => each.outcome).join(", then "))}
        ${fact("Conflicts", update.conflicts.length ? plural(update.conflicts.length, "conflict") : null)}
      </dl>
    </section>
  `;
}

const some = (paths) =>
  paths.slice(0, PATHS).join(", ") + (paths.length > PATHS ? ` and ${paths.length - PATHS} more` : "");

const fact = (words, value) =>
  value ? html`<div><dt>${words}</dt><dd>${value}</dd></div>` : nothing;

define("fs-update-way", UpdateWay, ["updateId"]);
