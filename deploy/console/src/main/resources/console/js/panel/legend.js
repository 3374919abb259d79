// What the signs on the map mean; each can be switched off.

import { element } from "../dom.js";

const SIGNS = [
  { kind: "idle", label: "Idle driver", dot: "idle", shape: "car" },
  { kind: "engaged", label: "Driver on a trip", dot: "engaged", shape: "car" },
  { kind: "off_duty", label: "Off duty", dot: "off_duty", shape: "dot" },
  { kind: "searching", label: "Open request", dot: "searching", shape: "pulse" },
  { kind: "routes", label: "Route of a trip", dot: "riding", shape: "line" },
  { kind: "surge", label: "Surge", dot: "surge", shape: "cell" },
];

export function createLegend({ onToggle }) {
  const legend = document.getElementById("legend");
  legend.open = !matchMedia("(width < 760px)").matches;
  for (const { kind, label, dot, shape } of SIGNS) {
    const box = element("input", {
      type: "checkbox",
      checked: true,
      onchange: () => onToggle(kind, box.checked),
    });
    legend.append(
      element(
        "label",
        {},
        box,
        element("span", { class: "sign", "data-dot": dot, "data-shape": shape, "aria-hidden": "true" }),
        label,
      ),
    );
  }
}
