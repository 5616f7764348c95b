import { follow, read, revisionsSince, update } from "./actors.js";
import { FIELDS, labelled, labelOf } from "./own-template.js";

const UPDATES = FIELDS.length;
const PERIOD_MS = 1_000 / UPDATES;
const USERS = ["User A", "User B", "User C"];
const MOST_ATTEMPTS = 4;

/** Ten updates in a second, whether or not those before were answered. */
export const rapidFire = {
  id: "rapid",
  title: "Rapid Fire",
  promise: `${UPDATES} updates in one second, none waits for the one before. They become ${UPDATES} versions, one after another.`,
  button: "Rapid Fire",

  async play(run, template) {
    const mark = Math.random().toString(36).slice(2, 6);
    const label = (i) => `Shot ${i + 1} of ${mark}`;
    const base = { "X-Base-Version": template.version };
    const sent = [];
    for (let i = 0; i < UPDATES; i++) {
      sent.push(
        update(
          run,
          template,
          USERS[i % USERS.length],
          `the label “${label(i)}”`,
          labelled(FIELDS[i], label(i)),
          base,
        ),
      );
      await run.wait(PERIOD_MS);
    }
    const answers = await Promise.all(sent);
    const { template: stored } = await read(run, template, "User C");
    const revisions = await revisionsSince(run, template, template.version);

    const done = answers.filter((each) => each.ok);
    run.check(`${done.length} of ${UPDATES} updates succeeded`, done.length === UPDATES);
    run.check(
      `${new Set(done.map((each) => each.version)).size} versions, each made from the one before`,
      new Set(done.map((each) => each.version)).size === UPDATES && follow(revisions, template.version),
    );
    const kept = FIELDS.filter((field, i) => labelOf(stored, field) === label(i));
    run.check(`${kept.length} of ${UPDATES} changes are in the stored template`, kept.length === UPDATES);
    const attempts = Math.max(...done.map((each) => each.attempts));
    run.check(`At most ${attempts} of ${MOST_ATTEMPTS} attempts were needed`, attempts <= MOST_ATTEMPTS);
    run.step("Scenario", `The slowest answer took ${Math.max(...answers.map((each) => each.ms))} ms`);
  },
};
