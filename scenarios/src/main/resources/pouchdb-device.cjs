// A device with PouchDB: writes documents into a LevelDB folder of its own and says "offline",
// waits for a line, replicates them into a server, and says "synced" and how that went as JSON.
// Arguments: folder, the server's database, documents, documents per batch, batches read ahead,
// beginning of the titles. Lies beside node_modules.
const { randomUUID } = require("node:crypto");
const { once } = require("node:events");
const PouchDB = require("pouchdb");

const [folder, target, documents, batchSize, batchesLimit, title] = process.argv.slice(2);
const LOT = 500;

let requests = 0;
const counted = (url, options) => {
  requests++;
  return PouchDB.fetch(url, options);
};

function task(number) {
  const now = new Date().toISOString();
  return {
    _id: randomUUID(),
    title: `${title}${number}`,
    description: "Look at the roof, the gutter and the flashing; take photographs.",
    completed: false,
    created_at: now,
    updated_at: now,
  };
}

async function main() {
  const here = new PouchDB(folder, { adapter: "leveldb" });
  for (let first = 0; first < documents; first += LOT) {
    const count = Math.min(LOT, documents - first);
    await here.bulkDocs(Array.from({ length: count }, (_, i) => task(first + i)));
  }
  const there = new PouchDB(target, { fetch: counted });
  await there.info();
  console.log("offline");
  await once(process.stdin, "data");
  requests = 0;
  const begin = performance.now();
  const result = await here.replicate.to(there, {
    batch_size: Number(batchSize),
    batches_limit: Number(batchesLimit),
  });
  const seconds = (performance.now() - begin) / 1000;
  const failed = result.doc_write_failures;
  console.log(`synced ${JSON.stringify({ seconds, requests, failed })}`);
  await here.close();
  // It lives until it is ended, so that its processor time can be read.
  process.stdin.resume();
}

main();
