import { get } from "../shared/api.js";
import { read, revisionsSince, runJob, runJobWhenDue, update } from "./actors.js";
import { labelled, labelOf } from "./own-template.js";

/** One second more than the quiet that the job wants. */
const MARGIN_MS = 1_000;

/** The background job right after a user, and later. */
export const backgroundRespect = {
  id: "background",
  title: "Background Job Respect",
  promise:
    "A user saves and the background job runs at once: it skips. When nobody has saved for five seconds it runs again: it processes the template, and changes nothing that the user wrote.",
  button: "Run the job",

  async play(run, template) {
    const label = `Saved by a user ${Math.random().toString(36).slice(2, 6)}`;
    const { cooldownMs } = await get("/api/processing");
    const saved = await update(run, template, "User A", `the label “${label}”`, labelled("field3", label));
    run.check("The user’s update succeeded", saved.ok);
    const first = await runJob(run, template);
    const second = await runJobWhenDue(run, template, cooldownMs + MARGIN_MS);
    const { template: stored } = await read(run, template, "User A");
    const revisions = await revisionsSince(run, template, template.version);

    run.check("The job that came right after the user skipped", first.outcome === "skipped");
    run.check("The job that came later processed the template", second.outcome === "processed");
    run.check(
      `The user’s label is as it was written: “${labelOf(stored, "field3")}”`,
      labelOf(stored, "field3") === label,
    );
    run.check("What the job derives is there", stored.field_definitions.field3.processed === true);
    const tooSoon = revisions.filter((each, i) => early(each, revisions[i - 1], cooldownMs));
    run.check(
      `No version of the job is within ${cooldownMs / 1000} s after a user’s`,
      tooSoon.length === 0,
    );
  },
};

const early = (revision, before, cooldownMs) =>
  revision.source === "background" &&
  before?.source === "user" &&
  new Date(revision.at) - new Date(before.at) < cooldownMs;
