/**
 * Where the person is: `#/<view>/<more>/<more>?<query>`. Kept in the address, so that going back,
 * reloading and sending somebody a link work.
 */

/** Returns `{view, path: string[], query: URLSearchParams}`. */
export function place() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [view = "", ...rest] = path.split("/").map(decodeURIComponent);
  return { view, path: rest, query: new URLSearchParams(query ?? "") };
}

/** Makes the link of a place; `query` without the entries that are empty. */
export function link(parts, query = {}) {
  const some = Object.entries(query).filter(([, value]) => value);
  const text = new URLSearchParams(some).toString();
  return "#/" + parts.map(encodeURIComponent).join("/") + (text ? "?" + text : "");
}

/** Goes to a place; `instead` of this one when there is no going back to it. */
export function go(target, instead = false) {
  if (instead) {
    history.replaceState(null, "", target);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = target;
  }
}

/** Calls `listener` when the place is another one; returns a function that ends that. */
export function listenToPlace(listener) {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}
