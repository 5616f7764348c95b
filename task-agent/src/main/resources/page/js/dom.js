/** Elements are made here, and texts only ever set as texts: no data is read as HTML. */

export const byId = (id) => document.getElementById(id);

/** Makes an element; `on*` properties are listeners, `data` is its dataset, the rest attributes. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "data") {
      Object.assign(element.dataset, value);
    } else if (value === true || value === false) {
      element.toggleAttribute(name, value);
    } else if (value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Sets a text only when it is another one, so that a screen reader says nothing twice. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * Shows items as the children of a list. Rows are kept by key and told what is new, so that focus,
 * selection and what somebody types survive; a row that is `isBusy()` is neither told nor removed.
 */
export class KeyedList {
  #list;
  #key;
  #make;
  #rows = new Map();

  constructor(list, key, make) {
    this.#list = list;
    this.#key = key;
    this.#make = make;
  }

  show(items) {
    const wanted = new Map(items.map((item) => [this.#key(item), item]));
    for (const [key, row] of this.#rows) {
      if (!wanted.has(key) && !row.isBusy?.()) {
        row.element.remove();
        this.#rows.delete(key);
      } else if (!wanted.has(key)) {
        row.gone?.();
      }
    }
    let place = this.#list.firstElementChild;
    for (const [key, item] of wanted) {
      const row = this.#rows.get(key) ?? this.#add(key);
      row.show(item);
      place = this.#skipGone(place, wanted);
      if (row.element === place) {
        place = place.nextElementSibling;
      } else {
        this.#list.insertBefore(row.element, place);
      }
    }
  }

  row(key) {
    return this.#rows.get(key);
  }

  #add(key) {
    const row = this.#make();
    row.element.dataset.key = key;
    this.#rows.set(key, row);
    return row;
  }

  #skipGone(place, wanted) {
    while (place && !wanted.has(place.dataset.key)) {
      place = place.nextElementSibling;
    }
    return place;
  }
}
