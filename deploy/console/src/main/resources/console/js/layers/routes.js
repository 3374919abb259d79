// The ways that trips take, by phase; what is driven already is not drawn.

import { L } from "../leaflet.js";
import { MAP_COLOUR, PHASE_COLOUR } from "../palette.js";
import { decodePolyline, remainingRoute } from "../polyline.js";
import { phaseOf, placeOf } from "../state.js";

export function createRoutesLayer(map, onSelect) {
  const renderer = L.canvas({ pane: "routes", padding: 0.3, tolerance: 6 });
  const group = L.layerGroup().addTo(map);
  const shown = new Map();

  function remove(tripId) {
    const { route, approach } = shown.get(tripId);
    group.removeLayer(route);
    group.removeLayer(approach);
    shown.delete(tripId);
  }

  function add(trip) {
    const options = { renderer, pane: "routes", interactive: true, lineJoin: "round" };
    const points = trip.route_polyline
      ? decodePolyline(trip.route_polyline)
      : [placeOf(trip.pickup), placeOf(trip.dropoff)];
    const entry = {
      encoded: trip.route_polyline,
      points,
      route: L.polyline(points, options).addTo(group),
      approach: L.polyline([], { ...options, dashArray: "1 6" }).addTo(group),
    };
    entry.route.on("click", () => onSelect(trip.trip_id));
    entry.approach.on("click", () => onSelect(trip.trip_id));
    shown.set(trip.trip_id, entry);
    return entry;
  }

  return {
    /** `trips` are the open ones; `drivers` a map of where drivers are. */
    show(trips, drivers, selectedId) {
      const wanted = trips.filter((trip) => phaseOf(trip) !== "scheduled");
      const ids = new Set(wanted.map((trip) => trip.trip_id));
      [...shown.keys()].filter((id) => !ids.has(id)).forEach(remove);

      for (const trip of wanted) {
        let entry = shown.get(trip.trip_id);
        if (entry && entry.encoded !== trip.route_polyline) {
          remove(trip.trip_id); // the rider changed the destination
          entry = null;
        }
        entry ??= add(trip);
        draw(entry, trip, drivers.get(trip.driver_id), selectedId);
      }
    },
    setVisible(visible) {
      visible ? group.addTo(map) : group.remove();
    },
  };
}

function draw(entry, trip, driver, selectedId) {
  const phase = phaseOf(trip);
  const selected = trip.trip_id === selectedId;
  const dimmed = selectedId !== null && !selected;
  const riding = phase === "riding";

  entry.route.setLatLngs(
    riding && driver ? remainingRoute(entry.points, driver.position) : entry.points,
  );
  entry.route.setStyle({
    color: selected ? MAP_COLOUR.chosen : PHASE_COLOUR[phase],
    weight: selected ? 4 : riding ? 2.4 : 1.4,
    opacity: selected ? 0.95 : dimmed ? 0.15 : riding ? 0.7 : 0.22,
  });
  entry.approach.setLatLngs(
    phase === "approaching" && driver ? [driver.position, placeOf(trip.pickup)] : [],
  );
  entry.approach.setStyle({
    color: PHASE_COLOUR[phase],
    weight: selected ? 3 : 2,
    opacity: dimmed ? 0.2 : 0.85,
  });
  if (selected) {
    entry.route.bringToFront();
  }
}
