// A row of a list: a button with two lines, so that the keyboard reaches it.

import { element, setText } from "../dom.js";

export function makeRow(onOpen) {
  const button = element(
    "button",
    { type: "button", class: "row", onclick: onOpen },
    element("span", { class: "main" }),
    element("span", { class: "side" }),
    element("span", { class: "note" }),
    element("span", { class: "side-note" }),
  );
  return element("li", {}, button);
}

export function fillRow(row, { dot, main, side, note, sideNote }) {
  const button = row.firstElementChild;
  button.dataset.dot = dot;
  const texts = [main, side, note, sideNote];
  [...button.children].forEach((part, at) => setText(part, texts[at] ?? ""));
}
