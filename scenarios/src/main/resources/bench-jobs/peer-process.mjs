// The same as PeerProcess does for Java: connects to the benchmark, does what each line says, ends when it hangs up.
import net from "node:net";
import readline from "node:readline";

class Executions {
  begin(jobs) {
    this.counts = new Uint32Array(jobs);
    this.total = 0;
  }

  add(job) {
    this.counts[job]++;
    this.total++;
  }

  text() {
    const bits = new Uint8Array(Math.ceil(this.counts.length / 8));
    this.counts.forEach((count, job) => {
      if (count > 0) bits[job >> 3] |= 1 << (job & 7);
    });
    return `${this.total} ${Buffer.from(bits).toString("base64")}`;
  }
}

const [port, database, workers] = process.argv.slice(2);

export async function run(makePeer) {
  const executions = new Executions();
  executions.begin(0);
  const peer = await makePeer(database, Number(workers), executions);
  const socket = net.connect(Number(port), "127.0.0.1");
  socket.setNoDelay(true);
  for await (const line of readline.createInterface({ input: socket })) {
    const [word, number] = line.split(" ");
    socket.write(`${await answer(peer, executions, word, Number(number))}\n`);
  }
  await peer.close();
  process.exit(0);
}

async function answer(peer, executions, word, number) {
  switch (word) {
    case "begin":
      executions.begin(number);
      return "ok";
    case "create":
      await peer.create(number);
      return "ok";
    case "start":
      await peer.start();
      return "ok";
    case "stop":
      await peer.stop();
      return "ok";
    case "count":
      return String(executions.total);
    case "executions":
      return executions.text();
    default:
      throw new Error(`Unknown: ${word}`);
  }
}
