// The road network: drawn once per market and zoom, on a canvas of its own, so that what moves
// above never redraws it.

import { element, setText } from "../dom.js";
import { L } from "../leaflet.js";
import { MAP_COLOUR } from "../palette.js";

// OpenStreetMap's road classes, drawn from the least to the most important.
const TIERS = [
  {
    classes: null, // whatever no other tier names
    colour: MAP_COLOUR.road.minor,
    widths: [0.5, 0.8, 1.3, 2.4, 5],
  },
  {
    classes: ["tertiary", "tertiary_link", "unclassified"],
    colour: MAP_COLOUR.road.middle,
    widths: [0.7, 1.1, 1.8, 3.2, 7],
  },
  {
    classes: ["primary", "primary_link", "secondary", "secondary_link"],
    colour: MAP_COLOUR.road.main,
    widths: [1, 1.5, 2.3, 4.2, 9],
  },
  {
    classes: ["motorway", "motorway_link", "trunk", "trunk_link"],
    colour: MAP_COLOUR.road.major,
    widths: [1.4, 2.1, 3.2, 5.5, 11],
  },
];
/** The zoom of each of a tier's widths. */
const WIDTH_ZOOMS = [11, 12.5, 14, 15.5, 18];

export function createRoadsLayer(map) {
  const renderer = L.canvas({ pane: "roads", padding: 0.4 });
  const group = L.layerGroup().addTo(map);
  let drawn = [];
  let bounds = null;
  // The data's licence asks to name its makers.
  const credit = element("p", { class: "attribution" });
  const corner = L.control({ position: "bottomright" });
  corner.onAdd = () => credit;
  corner.addTo(map);

  function restyle() {
    for (const { line, tier } of drawn) {
      line.setStyle({ weight: widthAt(tier.widths, map.getZoom()) });
    }
  }
  map.on("zoomend", restyle);

  return {
    /** Draws a GeoJSON FeatureCollection of LineStrings; one path per tier keeps panning cheap. */
    show(collection) {
      group.clearLayers();
      setText(credit, collection.attribution);
      drawn = TIERS.map((tier) => {
        const lines = collection.features
          .filter(({ properties }) => tierOf(properties.class) === tier)
          .map(({ geometry }) => geometry.coordinates.map(([lng, lat]) => [lat, lng]));
        const line = L.polyline(lines, {
          renderer,
          pane: "roads",
          interactive: false,
          color: tier.colour,
          weight: widthAt(tier.widths, map.getZoom()),
          lineCap: "round",
          smoothFactor: 0.8,
        }).addTo(group);
        return { line, tier };
      });
      const all = L.latLngBounds([]);
      drawn.forEach(({ line }) => all.extend(line.getBounds()));
      bounds = all.isValid() ? all : null;
    },
    clear() {
      group.clearLayers();
      drawn = [];
      bounds = null;
      setText(credit, "");
    },
    /** What the roads cover; null while there are none. */
    bounds: () => bounds,
  };
}

function tierOf(roadClass) {
  return TIERS.find(({ classes }) => classes?.includes(roadClass)) ?? TIERS[0];
}

function widthAt(widths, zoom) {
  const above = WIDTH_ZOOMS.findIndex((z) => z > zoom);
  if (above === 0) {
    return widths[0];
  }
  if (above < 0) {
    return widths[widths.length - 1];
  }
  const t = (zoom - WIDTH_ZOOMS[above - 1]) / (WIDTH_ZOOMS[above] - WIDTH_ZOOMS[above - 1]);
  return widths[above - 1] + t * (widths[above] - widths[above - 1]);
}
