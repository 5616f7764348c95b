import { get } from "../shared/api.js";
import { count, percent } from "../shared/format.js";
import { read, update } from "./actors.js";
import { labelled, labelOf } from "./own-template.js";

const ROUNDS = 5;
const READERS = ["User A", "User B", "User C"];

/** Reads right after an update. */
export const cacheConsistency = {
  id: "cache",
  title: "Cache Consistency",
  promise: `A user saves, three users read at once, ${ROUNDS} times. All of them see what was just saved.`,
  button: "Save and read",

  async play(run, template) {
    let reads = 0;
    let fresh = 0;
    let hits = 0;
    let version = template.version;
    for (let round = 1; round <= ROUNDS; round++) {
      const label = `Round ${round} of ${Math.random().toString(36).slice(2, 6)}`;
      const saved = await update(run, template, "User A", `the label “${label}”`, labelled("field2", label));
      if (!saved.ok) {
        run.check(`Update ${round} succeeded`, false);
        return;
      }
      version = saved.version;
      const seen = await Promise.all(READERS.map((reader) => read(run, template, reader)));
      reads += seen.length;
      hits += seen.filter((each) => each.cache === "HIT").length;
      fresh += seen.filter(
        (each) => each.template.version === version && labelOf(each.template, "field2") === label,
      ).length;
    }
    run.check(`${fresh} of ${reads} reads saw what was just saved`, fresh === reads);
    await this.lookAtCaches(run, template, version);
    run.step("Scenario", `${percent(hits / reads)} of ${count(reads)} reads came from memory`);
  },

  /** What the gateways say of themselves: one that has an older version has to know that it is old. */
  async lookAtCaches(run, template, version) {
    const nodes = await get(`/api/cache/${template.id}`);
    for (const node of nodes) {
      run.step(`Cache ${node.node}`, `${node.state}${node.version ? `, version ${node.version}` : ""}`, "info");
    }
    run.check(
      "No gateway takes an older version for fresh",
      nodes.every((node) => node.state !== "fresh" || node.version === version),
    );
  },
};
