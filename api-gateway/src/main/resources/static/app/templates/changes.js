import { isObject, same } from "../shared/json.js";

/** Stands for the order of the elements of an array in the keys of a change. */
export const ORDER = "#order";

/**
 * What differs between two versions of a document, one entry for each value. Elements of arrays are
 * told apart by their id, as the merge does it; in `keys` they stand under that id.
 * @returns {{keys: string[], before: any, after: any}[]}
 */
export function changes(before, after, keys = []) {
  if (same(before, after)) {
    return [];
  }
  if (isObject(before) && isObject(after)) {
    return changesOfMembers(before, after, keys);
  }
  if (hasIds(before) && hasIds(after)) {
    return [
      ...changesOfMembers(byId(before), byId(after), keys),
      ...changeOfOrder(before, after, keys),
    ];
  }
  return [{ keys, before, after }];
}

function changesOfMembers(before, after, keys) {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    changes(before[key], after[key], [...keys, key]),
  );
}

function changeOfOrder(before, after, keys) {
  const there = new Set(after.map((each) => each.id));
  const kept = before.map((each) => each.id).filter((id) => there.has(id));
  const was = new Set(kept);
  const now = after.map((each) => each.id).filter((id) => was.has(id));
  return same(kept, now) ? [] : [{ keys: [...keys, ORDER], before: kept, after: now }];
}

function hasIds(value) {
  return (
    Array.isArray(value) &&
    value.every((each) => isObject(each) && typeof each.id === "string") &&
    new Set(value.map((each) => each.id)).size === value.length
  );
}

const byId = (elements) => Object.fromEntries(elements.map((each) => [each.id, each]));

/** Those of `mine` that touch the same place as one of `theirs` and want something else there. */
export function overlaps(mine, theirs) {
  return mine.flatMap((change) => {
    const other = theirs.find((each) => isWithin(each.keys, change.keys));
    return other && !(same(other.keys, change.keys) && same(other.after, change.after))
      ? [{ mine: change, theirs: other }]
      : [];
  });
}

function isWithin(one, other) {
  const length = Math.min(one.length, other.length);
  return same(one.slice(0, length), other.slice(0, length));
}

/** The value at the keys of a change, elements of arrays found by their id. */
export function find(document, keys) {
  return keys.reduce((value, key) => {
    if (Array.isArray(value)) {
      return value.find((each) => each?.id === key);
    }
    return value?.[key];
  }, document);
}

/** Puts a value there, or takes it away when it is `undefined`. */
export function put(document, keys, value) {
  const key = keys.at(-1);
  const place = find(document, keys.slice(0, -1));
  if (key === ORDER) {
    place.sort((one, other) => value.indexOf(one.id) - value.indexOf(other.id));
  } else if (Array.isArray(place)) {
    const index = place.findIndex((each) => each?.id === key);
    if (value === undefined) {
      place.splice(index, 1);
    } else if (index < 0) {
      place.push(value);
    } else {
      place[index] = value;
    }
  } else if (value === undefined) {
    delete place?.[key];
  } else if (place) {
    place[key] = value;
  }
}
