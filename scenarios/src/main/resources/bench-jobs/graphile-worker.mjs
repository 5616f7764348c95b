// graphile-worker with the settings of its page on performance: jobs are fetched and completed in batches.
import { Logger, makeWorkerUtils, run as runWorker } from "graphile-worker";
import { run } from "./peer-process.mjs";

const JOBS_IN_A_CALL = 10_000;

// It would write a line for every job.
const logger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") console.error(message);
});

await run(async (database, workers, executions) => {
  const preset = {
    worker: {
      connectionString: database,
      logger,
      concurrentJobs: workers,
      maxPoolSize: workers + 1,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  };
  const utils = await makeWorkerUtils({ preset });
  await utils.migrate();
  const taskList = { bench: ({ job }) => executions.add(job) };
  let runner;
  return {
    async create(jobs) {
      for (let from = 0; from < jobs; from += JOBS_IN_A_CALL) {
        const number = Math.min(JOBS_IN_A_CALL, jobs - from);
        await utils.addJobs(
          Array.from({ length: number }, (_, i) => ({ identifier: "bench", payload: { job: from + i } })));
      }
    },
    async start() {
      runner = await runWorker({ preset, taskList, noHandleSignals: true });
    },
    async stop() {
      await runner?.stop();
      runner = undefined;
    },
    async close() {
      await this.stop();
      await utils.release();
    },
  };
});
