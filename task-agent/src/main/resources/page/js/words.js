/** How things are called on the page. */

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const clockTime = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const exactTime = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const dayAndTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const number = new Intl.NumberFormat("en");

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export const TASK_STATES = {
  synced: { word: "Synced", tone: "good" },
  pending: { word: "Waiting", tone: "waits" },
  "in-progress": { word: "Being sent", tone: "waits" },
  error: { word: "Will be tried again", tone: "warns" },
  failed: { word: "Not accepted", tone: "bad" },
};

const OPERATIONS = { create: "Add", update: "Change", delete: "Delete" };

export const count = (value) => number.format(value);

export const many = (value, one, several) => `${count(value)} ${value === 1 ? one : several}`;

/** What an operation does, such as: Change “Roof”. */
export const operation = (each) =>
  `${OPERATIONS[each.operation] ?? each.operation} “${each.data?.title ?? each.title}”`;

/** A time as people say it, such as: 5 minutes ago. */
export function ago(time, now = Date.now()) {
  const seconds = Math.round((Date.parse(time) - now) / 1000);
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) {
      return relative.format(Math.trunc(seconds / length), unit);
    }
  }
  return "just now";
}

/** Since when: the clock's time, with the day when it was another one. */
export function since(time, now = new Date()) {
  const date = new Date(time);
  const today = date.toDateString() === now.toDateString();
  return (today ? clockTime : dayAndTime).format(date);
}

export const toTheSecond = (time) => exactTime.format(new Date(time));

export const fully = (time) => dayAndTime.format(new Date(time));
