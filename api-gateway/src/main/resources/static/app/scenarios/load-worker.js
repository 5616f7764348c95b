/**
 * Sends updates at a pace, away from the thread that draws the page. Gets one message with the order
 * and then perhaps `"stop"`; answers with what was sent since the last answer, and `done` at the end.
 *
 * There are a few lanes. Each sends one update after another to a field of its own, so that the order
 * of its updates, and so the field's last value, is known whatever the other lanes do. There are more
 * lanes than the browser has connections: one that becomes free finds the next update waiting.
 */

const REPORT_MS = 200;

let order;
let stopped = false;
let next = 0;
let report;

onmessage = ({ data }) => {
  if (data === "stop") {
    stopped = true;
  } else {
    order = data;
    send();
  }
};

async function send() {
  const begun = performance.now();
  report = blank();
  const timer = setInterval(() => {
    postMessage(report);
    report = blank();
  }, REPORT_MS);
  const last = await Promise.all(order.fields.map((field) => lane(field, begun)));
  clearInterval(timer);
  postMessage({ ...report, done: { last, sentForMs: performance.now() - begun } });
}

const blank = () => ({ sent: 0, accepted: [], refused: 0, reason: null });

/** Sends to one field until the time is over; returns the last value that was accepted. */
async function lane(field, begun) {
  let last = null;
  for (;;) {
    const number = next++;
    const dueAt = begun + (number * 1000) / order.perSecond;
    await until(dueAt);
    if (stopped || performance.now() >= begun + order.seconds * 1000) {
      return last;
    }
    const label = `${order.mark}, update ${number + 1}`;
    last = (await sendOne(field, label)) ? label : last;
  }
}

async function until(time) {
  const left = time - performance.now();
  if (left > 0) {
    await new Promise((resolve) => setTimeout(resolve, left));
  }
}

async function sendOne(field, label) {
  const sentAt = performance.timeOrigin + performance.now();
  report.sent++;
  try {
    const response = await fetch(order.path, {
      method: "PATCH",
      cache: "no-store",
      headers: order.headers,
      body: JSON.stringify({ field_definitions: { [field]: { label } } }),
    });
    const answer = await response.json();
    if (response.ok) {
      report.accepted.push([answer.updateId, sentAt]);
      return true;
    }
    refuse(answer.detail ?? `The gateway answered with ${response.status}.`);
  } catch {
    refuse("The gateway does not answer.");
  }
  return false;
}

function refuse(reason) {
  report.refused++;
  report.reason = reason;
}
