import { ownTemplate } from "./own-template.js";
import { Run } from "./run.js";

/**
 * Where scenarios run, one at a time, on one template of this window. They go on while another view
 * is looked at.
 */
class Bench {
  /** The last run of each scenario, by its id. */
  runs = new Map();
  /** The id of the scenario that runs. */
  running = null;
  /** The id of the scenario that was started last. */
  latest = null;
  /** The template that they work on, once there is one. */
  template = null;
  #listeners = new Set();

  /** Calls `listener` after each change; returns a function that ends that. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs a scenario to its end, unless one runs already. */
  async start(scenario, options = {}) {
    if (this.running !== null) {
      return;
    }
    const run = new Run(() => this.#tell());
    this.running = scenario.id;
    this.latest = scenario.id;
    this.runs.set(scenario.id, run);
    this.#tell();
    let problem = null;
    try {
      this.template = await ownTemplate();
      run.step("Scenario", `works on “${this.template.name}”, version ${this.template.version}`);
      await scenario.play(run, this.template, options);
    } catch (thrown) {
      problem = thrown;
    }
    this.running = null;
    run.end(problem);
  }

  #tell() {
    this.#listeners.forEach((listener) => listener());
  }
}

/** The one of this window. */
export const bench = new Bench();
