/** JSON values: comparing, copying, patching. */

export const isObject = (value) =>
  value !== null && typeof value === "object" && !Array.isArray(value);

export const copy = (value) => (value === undefined ? undefined : structuredClone(value));

/** Whether two values are the same, whatever the order of their keys. */
export function same(one, other) {
  if (one === other) {
    return true;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, i) => same(each, other[i]));
  }
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]))
    );
  }
  return false;
}

/**
 * The JSON Merge Patch (RFC 7386) that leads from one object to another.
 * @returns {object} empty when nothing changed
 */
export function mergePatch(from, to) {
  const patch = {};
  for (const key of Object.keys(from)) {
    if (!Object.hasOwn(to, key) || to[key] === undefined) {
      patch[key] = null;
    }
  }
  for (const [key, value] of Object.entries(to)) {
    if (value === undefined || same(from[key], value)) {
      continue;
    }
    patch[key] = isObject(from[key]) && isObject(value) ? mergePatch(from[key], value) : value;
  }
  return patch;
}

/** The keys that a JSON Pointer (RFC 6901) names. */
export function keysOf(pointer) {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replace(/~1/g, "/").replace(/~0/g, "~"));
}

/** The value at these keys, `undefined` when there is none. */
export function valueAt(value, keys) {
  return keys.reduce(
    (found, key) => (found !== null && typeof found === "object" ? found[key] : undefined),
    value,
  );
}

/** Carries out one operation of a JSON Patch (RFC 6902) on a document, which it changes. */
export function applyOperation(document, operation) {
  const keys = keysOf(operation.path);
  if (operation.op === "move") {
    const value = remove(document, keysOf(operation.from));
    add(document, keys, value);
  } else if (operation.op === "remove") {
    remove(document, keys);
  } else if (operation.op === "replace") {
    valueAt(document, keys.slice(0, -1))[keys.at(-1)] = copy(operation.value);
  } else if (operation.op === "add") {
    add(document, keys, copy(operation.value));
  }
}

function add(document, keys, value) {
  const place = valueAt(document, keys.slice(0, -1));
  const key = keys.at(-1);
  if (Array.isArray(place)) {
    place.splice(key === "-" ? place.length : Number(key), 0, value);
  } else {
    place[key] = value;
  }
}

function remove(document, keys) {
  const place = valueAt(document, keys.slice(0, -1));
  const key = keys.at(-1);
  const value = place[key];
  if (Array.isArray(place)) {
    place.splice(Number(key), 1);
  } else {
    delete place[key];
  }
  return value;
}
