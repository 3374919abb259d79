// Where riders pay more: one S2 cell each, the warmer the dearer.

import { L } from "../leaflet.js";
import { MAP_COLOUR } from "../palette.js";

/** A multiplier from which a cell is as warm as it gets. */
const HOTTEST = 2.5;
/** Below this a price is as usual. */
const FROM = 1.05;

/** The multiplier, its zone, and a star where an operator has a hand in it. */
function label({ multiplier, zone, note }) {
  const words = document.createElement("span");
  words.textContent = `${Number(multiplier).toFixed(1)}×${note ? "*" : ""} ${zone ?? ""}`.trim();
  return words;
}

export function createSurgeLayer(map) {
  const renderer = L.canvas({ pane: "surge" });
  const group = L.layerGroup().addTo(map);
  const cells = new Map();

  return {
    show(features) {
      const wanted = features.filter(({ properties }) => properties.multiplier >= FROM);
      const ids = new Set(wanted.map(({ properties }) => properties.cell));
      for (const [id, polygon] of cells) {
        if (!ids.has(id)) {
          group.removeLayer(polygon);
          cells.delete(id);
        }
      }
      for (const { geometry, properties } of wanted) {
        let polygon = cells.get(properties.cell);
        if (!polygon) {
          const ring = geometry.coordinates[0].map(([lng, lat]) => [lat, lng]);
          polygon = L.polygon(ring, { renderer, pane: "surge", color: MAP_COLOUR.surge });
          polygon.bindTooltip("", { permanent: true, direction: "center", className: "surge-label" });
          polygon.addTo(group);
          cells.set(properties.cell, polygon);
        }
        const warmth = Math.min(1, (properties.multiplier - 1) / (HOTTEST - 1));
        polygon.setStyle({
          weight: 1,
          opacity: 0.25 + 0.4 * warmth,
          fillOpacity: 0.07 + 0.28 * warmth,
        });
        polygon.setTooltipContent(label(properties));
      }
    },
    setVisible(visible) {
      visible ? group.addTo(map) : group.remove();
    },
  };
}
