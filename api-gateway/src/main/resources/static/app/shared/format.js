/** Numbers and times as people read them. */

const pad = (number, digits = 2) => String(number).padStart(digits, "0");

/** `14:34:57`, in the time of this place. */
export function clock(at) {
  const time = new Date(at);
  return `${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
}

/** `14:34:57.123`. */
export const instant = (at) => `${clock(at)}.${pad(new Date(at).getMilliseconds(), 3)}`;

/** The date as well, when it was not today. */
export function moment(at) {
  const time = new Date(at);
  const today = new Date().toDateString() === time.toDateString();
  const day = time.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  return today ? clock(at) : `${day}, ${clock(at)}`;
}

/** `2 s`, `45 s`, `3 min`, `2 h`, `5 d`. */
export function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) {
    return `${seconds} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) {
    return `${minutes} min`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

/** `85 %`, or a dash when it is not known. */
export function percent(share) {
  return share === null || share === undefined ? "–" : `${Math.round(share * 100)} %`;
}

/** `12,345`, or a dash when it is not known. */
export function count(number) {
  return number === null || number === undefined ? "–" : Math.round(number).toLocaleString("en-US");
}

/** `1 field`, `2 fields`. */
export function plural(number, one, many = one + "s") {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** `0.4 ms`, `12 ms`, `1.24 s`, or a dash when it is not known. */
export function duration(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) {
    return "–";
  }
  if (milliseconds < 1_000) {
    return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1_000;
  return seconds < 60 ? `${seconds.toFixed(2)} s` : span(milliseconds);
}
