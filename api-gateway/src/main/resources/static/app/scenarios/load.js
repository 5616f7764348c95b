import { count } from "../shared/format.js";
import { session } from "../shared/session.js";
import { path } from "../templates/template-api.js";
import { read } from "./actors.js";
import { LoadSender } from "./load-sender.js";
import { Outcomes } from "./outcomes.js";
import { FIELDS, labelOf } from "./own-template.js";

const LOOK_MS = 250;
/** While so many have no outcome yet, no more are sent. */
const MOST_WAITING = 2_000;
/** Nothing was decided for so long: what has no outcome by now is lost. */
const PATIENCE_MS = 30_000;
const ENOUGH = 0.95;

export const MOST_PER_SECOND = 500;
export const DURATIONS_S = [5, 10, 30];

/** Many updates of one template for some seconds. */
export const load = {
  id: "load",
  title: "Stress Test",
  promise:
    "Updates of one template, as many a second as you choose, as far as this browser and the system can. It ends by itself and can be stopped; then everything is counted.",
  button: "Start load",

  /** @param {{perSecond: number, seconds: number}} options */
  async play(run, template, { perSecond, seconds }) {
    run.step("Load", `sends ${perSecond} updates a second for ${seconds} s`);
    const outcomes = new Outcomes(template.id);
    const sender = new LoadSender({
      path: path(template.id, "updates"),
      headers: { ...session.headers("Load"), "Content-Type": "application/json" },
      fields: FIELDS,
      perSecond,
      seconds,
      mark: `Load ${Math.random().toString(36).slice(2, 6)}`,
    });
    const stop = () => sender.stop();
    run.signal.addEventListener("abort", stop);
    try {
      const asked = (forMs) => Math.round((perSecond * Math.min(forMs, seconds * 1_000)) / 1_000);
      await watch(run, sender, outcomes, asked);
      await judge(run, template, sender, outcomes, asked);
    } finally {
      run.signal.removeEventListener("abort", stop);
      sender.close();
      outcomes.close();
    }
  },
};

/** Shows how it goes until all that was accepted has ended. */
async function watch(run, sender, outcomes, asked) {
  let decided = 0;
  let quietSince = Date.now();
  while (sender.done === null || (outcomes.waiting > 0 && Date.now() - quietSince < PATIENCE_MS)) {
    await run.pause(LOOK_MS);
    outcomes.expect(sender.take());
    sender.hold(outcomes.waiting > MOST_WAITING);
    await outcomes.askForOverdue();
    if (sender.done === null || outcomes.applied + outcomes.failed !== decided) {
      decided = outcomes.applied + outcomes.failed;
      quietSince = Date.now();
    }
    run.count(numbers(run, sender, outcomes, asked));
  }
}

function numbers(run, sender, outcomes, asked) {
  const sendingForMs = sender.done?.sentForMs ?? Date.now() - run.startedAt;
  const decidingForMs = Math.max(outcomes.decidedAt - run.startedAt, 1);
  return {
    asked: asked(sendingForMs),
    sent: sender.sent,
    accepted: sender.accepted,
    applied: outcomes.applied,
    waiting: outcomes.waiting,
    refused: sender.refused,
    sentPerSecond: (1_000 * sender.sent) / sendingForMs,
    appliedPerSecond: (1_000 * outcomes.applied) / decidingForMs,
    ...outcomes.delays(),
  };
}

async function judge(run, template, sender, outcomes, asked) {
  const { sent, accepted, refused, done } = sender;
  const seconds = done.sentForMs / 1_000;
  run.step(
    "Load",
    `sent ${count(sent)} updates in ${seconds.toFixed(1)} s, ${count(sent / seconds)} a second${run.signal.aborted ? ", until you stopped it" : ""}`,
  );
  if (refused > 0) {
    run.step("Load", `${count(refused)} were refused: ${sender.reason}`, "warns");
  }
  const { template: stored } = await read(run, template, "User A");
  const wanted = asked(done.sentForMs);
  if (sent < ENOUGH * wanted) {
    run.note(`${count(wanted)} were asked for, ${count(sent)} could be sent: this machine does no more`);
  }
  run.check(
    `${count(accepted)} of ${count(sent)} updates were accepted`,
    accepted > 0 && accepted >= ENOUGH * sent,
  );
  run.check(
    `${count(outcomes.applied)} of them were applied, ${count(outcomes.failed)} refused, ${count(outcomes.waiting)} lost`,
    outcomes.applied === accepted,
  );
  if (outcomes.complete) {
    const versions = numberOf(stored.version) - numberOf(template.version);
    run.check(
      `${count(versions)} versions lie between ${template.version} and ${stored.version}`,
      versions === outcomes.applied + outcomes.background,
    );
  }
  const kept = FIELDS.filter((field, i) => {
    const last = done.last[i] ?? null;
    return last === null || labelOf(stored, field) === last;
  });
  run.check(
    `The last update of ${kept.length} of ${FIELDS.length} fields is what is stored`,
    kept.length === FIELDS.length,
  );
}

const numberOf = (version) => Number(version.split("-")[0]);
