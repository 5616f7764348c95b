import { read, update } from "./actors.js";
import { labelled, labelOf } from "./own-template.js";

/** An edit of a version that is gone. */
export const staleVersion = {
  id: "stale",
  title: "Stale Version",
  promise:
    "A user insists on a version that is gone: the update is refused, with words that say what to do. Merged on that version, it succeeds. Nonsense is refused too, and named.",
  button: "Send old version",

  async play(run, template) {
    const mark = Math.random().toString(36).slice(2, 6);
    const theirs = `Meanwhile ${mark}`;
    const mine = `Too late ${mark}`;
    const version = template.version;
    const other = await update(run, template, "User A", `the label “${theirs}”`, labelled("field4", theirs));
    const change = labelled("field5", mine);
    const strict = await update(run, template, "User B", `the label “${mine}”, for that version only`, change, {
      "If-Match": `"${version}"`,
    });
    const { template: unharmed } = await read(run, template, "User B");
    const merged = await update(run, template, "User B", `the label “${mine}”, to be merged`, change, {
      "X-Base-Version": version,
    });
    const nonsense = await update(run, template, "User B", "a name without letters", { name: " " });
    const { template: stored } = await read(run, template, "User B");

    run.check(
      `The old version was refused with ${strict.problem?.status}, ${strict.problem?.name}`,
      strict.problem?.status === 412 && strict.problem.name === "VersionConflictError",
    );
    run.check(
      "The refusal names the current version, and nothing was written",
      strict.problem?.answer.currentVersion === other.version && labelOf(unharmed, "field5") !== mine,
    );
    run.check(
      "Merged, both changes are stored",
      merged.ok && labelOf(stored, "field4") === theirs && labelOf(stored, "field5") === mine,
    );
    run.check(
      `Nonsense was refused: ${nonsense.problem?.message}`,
      !nonsense.ok && nonsense.problem.status >= 400 && nonsense.problem.status < 500,
    );
  },
};
