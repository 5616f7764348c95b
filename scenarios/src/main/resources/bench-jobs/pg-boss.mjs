// pg-boss with batches, and pollers that ask again at once as long as their batches come back full.
import { PgBoss } from "pg-boss";
import { run } from "./peer-process.mjs";

const QUEUE = "bench";
const JOBS_IN_A_CALL = 10_000;
const BATCH = 500;

await run(async (database, workers, executions) => {
  const boss = new PgBoss({ connectionString: database, max: workers + 3, schedule: false });
  boss.on("error", console.error);
  await boss.start();
  await boss.createQueue(QUEUE);
  return {
    async create(jobs) {
      for (let from = 0; from < jobs; from += JOBS_IN_A_CALL) {
        const number = Math.min(JOBS_IN_A_CALL, jobs - from);
        await boss.insert(QUEUE, Array.from({ length: number }, (_, i) => ({ data: { job: from + i } })));
      }
    },
    async start() {
      await boss.work(
        QUEUE,
        { batchSize: BATCH, burstWhenBatchFull: true, localConcurrency: workers, pollingIntervalSeconds: 0.5 },
        async (jobs) => jobs.forEach((each) => executions.add(each.data.job)));
    },
    async stop() {
      await boss.offWork(QUEUE);
    },
    async close() {
      await boss.stop({ graceful: false });
    },
  };
});
