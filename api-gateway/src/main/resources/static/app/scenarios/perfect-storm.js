import { plural } from "../shared/format.js";
import { follow, read, revisionsSince, runJob, runJobWhenDue, update } from "./actors.js";
import { labelled, labelOf } from "./own-template.js";

/** Two users and the background job at the same moment. */
export const perfectStorm = {
  id: "storm",
  title: "The Perfect Storm",
  promise:
    "Two users change the same version and the background job starts, all at once. Every update succeeds and no change is lost.",
  button: "Trigger All",

  async play(run, template) {
    const mark = Math.random().toString(36).slice(2, 6);
    const name = `Scenarios, storm ${mark}`;
    const label = `Label of the storm ${mark}`;
    const base = { "X-Base-Version": template.version };

    const [first, second, job] = await Promise.all([
      update(run, template, "User A", `the name “${name}”`, { name }, base),
      update(run, template, "User B", `the label “${label}”`, labelled("field1", label), base),
      runJob(run, template),
    ]);
    const processed = await runJobWhenDue(run, template, (job.retryAfterMs ?? 0) + 300);
    const { template: stored } = await read(run, template, "User C");
    const revisions = await revisionsSince(run, template, template.version);

    const answered = [first, second].filter((each) => each.ok);
    run.check(`${answered.length} of 2 user updates succeeded`, answered.length === 2);
    run.check(
      `${plural(revisions.length, "version")}, each made from the one before`,
      follow(revisions, template.version),
    );
    run.check(
      "Both updates are in the history",
      answered.every((each) => revisions.some((revision) => revision.updateId === each.updateId)),
    );
    run.check(`User A’s name is stored: “${stored.name}”`, stored.name === name);
    run.check(
      `User B’s label is stored: “${labelOf(stored, "field1")}”`,
      labelOf(stored, "field1") === label,
    );
    run.check(
      `The background job was ${job.outcome} at first and processed the template afterwards`,
      processed.outcome === "processed" && stored.field_definitions.field1.processed === true,
    );
  },
};
