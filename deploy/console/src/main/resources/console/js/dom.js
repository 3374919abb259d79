// The page's elements are made by code and filled as text: nothing from the server is ever markup.

/** An element with attributes (`onclick` and the like are listeners) and children. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (value === true) {
      made.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.flat(Infinity).filter((child) => child || child === 0 || child === ""));
  return made;
}

/** Sets an element's text only if it changed: a screen reader hears no repetition. */
export function setText(target, text) {
  const next = String(text);
  if (target.textContent !== next) {
    target.textContent = next;
  }
}

export function setShown(target, shown) {
  target.hidden = !shown;
}

/**
 * Keeps a list's rows as they are wanted, without remaking those that stay: focus and scroll
 * position survive an update. `make(item)` makes a row, `update(row, item)` fills it.
 */
export function updateRows(list, items, { keyOf, make, update }) {
  const focused = document.activeElement;
  const wanted = new Set(items.map(keyOf));
  const rows = new Map([...list.children].map((row) => [row.dataset.key, row]));
  rows.forEach((row, key) => wanted.has(key) || row.remove());
  let next = list.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let row = rows.get(key);
    if (row) {
      rows.delete(key);
    } else {
      row = make(item);
      row.dataset.key = key;
    }
    update(row, item);
    if (row === next) {
      next = next.nextElementSibling;
    } else {
      list.insertBefore(row, next);
    }
  }
  // A row that was moved has lost the focus on its way.
  if (list.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}
