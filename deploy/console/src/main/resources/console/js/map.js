// The map itself: no tiles, only what the server's own data draws.

import { L } from "./leaflet.js";
import { MAP_COLOUR } from "./palette.js";

const PANES = { boundary: 300, roads: 310, surge: 340, routes: 360, moving: 420 };

/** `onZoomed` is called when the map stands again. */
export function createMap(container, { onZoomed }) {
  const map = L.map(container, {
    attributionControl: false, // takes markup; the roads' layer names its data's makers
    zoomControl: false,
    zoomSnap: 0.1,
    zoomDelta: 0.7,
    wheelPxPerZoomLevel: 120,
    minZoom: 9,
    maxZoom: 18,
    maxBoundsViscosity: 0.6,
  });
  map.setView([0, 0], 9);
  for (const [name, zIndex] of Object.entries(PANES)) {
    map.createPane(name).style.zIndex = zIndex;
  }
  L.control.zoom({ position: "topright" }).addTo(map);
  L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
  let zooming = false;
  map.on("zoomstart", () => {
    zooming = true;
  });
  map.on("zoomend", () => {
    zooming = false;
    onZoomed();
  });
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);

  const boundary = L.geoJSON(null, {
    pane: "boundary",
    interactive: false,
    renderer: L.canvas({ pane: "boundary" }),
    style: { color: MAP_COLOUR.boundary, weight: 1.5, dashArray: "2 6", fill: false },
  }).addTo(map);

  return {
    leaflet: map,

    /** Leaflet draws a path that changes meanwhile in the wrong place: whoever draws must wait. */
    isZooming: () => zooming,

    /** Shows one market, whole: its roads, once they are known, fill the view. */
    showMarket(polygon, roadBounds) {
      boundary.clearLayers();
      boundary.addData(polygon);
      const bounds = boundary.getBounds();
      map.setMaxBounds(bounds.pad(0.6));
      map.fitBounds(roadBounds ?? bounds, { animate: false, padding: [24, 24] });
    },

    /** Brings positions into view, but moves as little as possible. */
    showPositions(positions) {
      if (positions.length === 0) {
        return;
      }
      const bounds = L.latLngBounds(positions).pad(0.3);
      if (!map.getBounds().contains(bounds)) {
        map.flyToBounds(bounds, { maxZoom: 15, duration: 0.5 });
      }
    },
  };
}
