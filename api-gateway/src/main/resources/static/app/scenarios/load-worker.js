/**
 * Sends updates at a pace, away from the thread that draws the page. Gets one message with the order,
 * later perhaps `"hold"`, `"go on"` and `"stop"`; answers with what was sent since the last answer, and
 * `done` at the end.
 *
 * A browser has few connections to a server, and a request costs it more than an update costs the
 * server. So what has become due while a request was on its way goes together in the next one; each is
 * an update of its own all the same. With one request at a time their order is known, and so each
 * field's last value.
 */

const REPORT_MS = 200;
/** Updates in a request, at most; what is due beyond that waits. */
const MOST_AT_ONCE = 100;
/** How often it is looked whether to go on. */
const HELD_MS = 20;

let order;
let stopped = false;
let held = false;
let report;
/** The last value of each field that was accepted. */
let last;

onmessage = ({ data }) => {
  switch (data) {
    case "stop":
      stopped = true;
      break;
    case "hold":
      held = true;
      break;
    case "go on":
      held = false;
      break;
    default:
      order = data;
      send();
  }
};

const blank = () => ({ sent: 0, accepted: [], refused: 0, reason: null });

async function send() {
  const begun = performance.now();
  report = blank();
  last = order.fields.map(() => null);
  const timer = setInterval(() => {
    postMessage(report);
    report = blank();
  }, REPORT_MS);
  await sendUntilTheEnd(begun);
  clearInterval(timer);
  postMessage({ ...report, done: { last, sentForMs: performance.now() - begun } });
}

/** Sends until the time is over or a person stops it; what was due before goes at the end. */
async function sendUntilTheEnd(begun) {
  const all = order.perSecond * order.seconds;
  const dueAt = (number) => begun + (number * 1000) / order.perSecond;
  const due = () => Math.min(Math.floor(((performance.now() - begun) / 1000) * order.perSecond) + 1, all);
  let next = 0;
  let late = false;
  while (next < all && !late && !stopped) {
    await until(held ? performance.now() + HELD_MS : dueAt(next));
    late = performance.now() >= dueAt(all);
    if (!held && !stopped) {
      const to = Math.min(Math.max(due(), next + 1), next + MOST_AT_ONCE);
      await sendTogether(next, to);
      next = to;
    }
  }
}

async function until(time) {
  const left = time - performance.now();
  if (left > 0) {
    await new Promise((resolve) => setTimeout(resolve, left));
  }
}

/** Sends the updates from one number to before another. */
async function sendTogether(from, to) {
  const sentAt = performance.timeOrigin + performance.now();
  const numbers = Array.from({ length: to - from }, (_, i) => from + i);
  const fieldOf = (number) => number % order.fields.length;
  const labelOf = (number) => `${order.mark}, update ${number + 1}`;
  report.sent += numbers.length;
  try {
    const response = await fetch(order.path, {
      method: "POST",
      cache: "no-store",
      headers: order.headers,
      body: JSON.stringify({
        updates: numbers.map((number) => ({
          field_definitions: { [order.fields[fieldOf(number)]]: { label: labelOf(number) } },
        })),
      }),
    });
    const answer = await response.json();
    if (response.ok) {
      answer.updates.forEach(({ updateId }) => report.accepted.push([updateId, sentAt]));
      numbers.forEach((number) => (last[fieldOf(number)] = labelOf(number)));
      return;
    }
    refuse(numbers.length, answer.detail ?? `The gateway answered with ${response.status}.`);
  } catch {
    refuse(numbers.length, "The gateway does not answer.");
  }
}

function refuse(count, reason) {
  report.refused += count;
  report.reason = reason;
}
