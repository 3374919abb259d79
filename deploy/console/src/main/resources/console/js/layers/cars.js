// Everything that moves or pulses: cars by duty, open requests, and where trips begin and end.

import { L } from "../leaflet.js";
import { DUTY_COLOUR, MAP_COLOUR, PHASE_COLOUR } from "../palette.js";
import { phaseOf, placeOf, SILENT_S } from "../state.js";
import { glideAt, glideTo, startGlide } from "./glide.js";
import { MovingCanvas } from "./moving-canvas.js";

const HIT_PX = 14;
const PULSE_MS = 1800;
const FULL_TURN = 2 * Math.PI;

export function createCarsLayer(map, { onSelect, describe }) {
  const glides = new Map();
  const hidden = new Set();
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let drivers = new Map();
  let requests = [];
  let trips = [];
  let chosen = { tripId: null, driverId: null, rings: new Set() };

  const canvas = new MovingCanvas(paint).addTo(map);

  function paint(context, toPoint, now) {
    const zoom = map.getZoom();
    const size = Math.min(1.9, Math.max(0.75, 1 + (zoom - 13.5) * 0.22));
    const fade = (id) => (chosen.tripId !== null && id !== chosen.tripId ? 0.25 : 1);

    for (const trip of trips) {
      paintEnds(context, trip, toPoint, size, fade(trip.trip_id));
    }
    let moving = false;
    // Idle cars last: they are the ones that dispatch can still use.
    for (const duty of ["off_duty", "engaged", "idle"]) {
      for (const driver of drivers.values()) {
        if (driver.duty !== duty || hidden.has(duty)) {
          continue;
        }
        const shown = glideAt(glides.get(driver.id), now);
        moving ||= shown.moving;
        const point = toPoint(shown.position);
        paintCar(context, point, shown.heading, driver, size);
        if (driver.id === chosen.driverId || chosen.rings.has(driver.id)) {
          paintRing(context, point, size, driver.id === chosen.driverId);
        }
      }
    }
    const seen = hidden.has("searching") ? [] : requests;
    for (const { id, pickup } of seen) {
      paintRequest(context, toPoint(pickup), size, still.matches ? 0.4 * PULSE_MS : now, fade(id));
    }
    return moving || (seen.length > 0 && !still.matches);
  }

  function findAt(containerPoint) {
    const now = performance.now();
    let best = { distance: HIT_PX, hit: null };
    const consider = (position, hit) => {
      const distance = map.latLngToContainerPoint(position).distanceTo(containerPoint);
      if (distance < best.distance) {
        best = { distance, hit: { ...hit, position } };
      }
    };
    if (!hidden.has("searching")) {
      requests.forEach(({ id, pickup }) => consider(pickup, { tripId: id }));
    }
    for (const driver of drivers.values()) {
      if (!hidden.has(driver.duty)) {
        consider(glideAt(glides.get(driver.id), now).position, { driverId: driver.id });
      }
    }
    return best.hit;
  }

  const tooltip = L.tooltip({ className: "car-label", direction: "top", offset: [0, -10] });
  map.on("mousemove", ({ containerPoint }) => {
    const hit = findAt(containerPoint);
    map.getContainer().classList.toggle("over-something", hit !== null);
    if (hit) {
      tooltip.setLatLng(hit.position).setContent(describe(hit)).addTo(map);
    } else {
      tooltip.remove();
    }
  });
  map.on("mouseout", () => tooltip.remove());
  map.on("click", ({ containerPoint }) => {
    const hit = findAt(containerPoint);
    if (hit) {
      onSelect(hit);
    }
  });

  return {
    show(next) {
      const now = performance.now();
      for (const id of glides.keys()) {
        if (!next.drivers.has(id)) {
          glides.delete(id);
        }
      }
      for (const driver of next.drivers.values()) {
        const glide = glides.get(driver.id);
        glides.set(
          driver.id,
          glide ? glideTo(glide, driver, now, still.matches) : startGlide(driver, now),
        );
      }
      drivers = next.drivers;
      requests = next.requests;
      trips = next.trips;
      canvas.repaint();
    },
    /** Rings around a chosen trip's driver and around the candidates of a decision. */
    choose(next) {
      chosen = next;
      canvas.repaint();
    },
    setVisible(kind, visible) {
      visible ? hidden.delete(kind) : hidden.add(kind);
      canvas.repaint();
    },
  };
}

function paintCar(context, { x, y }, headingDeg, { duty, ageS }, size) {
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.globalAlpha = ageS > SILENT_S ? 0.35 : duty === "off_duty" ? 0.6 : 1;
  context.fillStyle = DUTY_COLOUR[duty] ?? DUTY_COLOUR.off_duty;
  context.strokeStyle = MAP_COLOUR.background;
  context.lineWidth = 1.4;
  context.beginPath();
  if (duty === "off_duty") {
    context.arc(0, 0, 2.6, 0, FULL_TURN);
  } else {
    context.rotate((headingDeg * Math.PI) / 180);
    context.moveTo(0, -7);
    context.lineTo(5, 6);
    context.lineTo(0, 3.4);
    context.lineTo(-5, 6);
    context.closePath();
  }
  context.stroke();
  context.fill();
  context.restore();
}

function paintRing(context, { x, y }, size, strong) {
  context.save();
  context.strokeStyle = MAP_COLOUR.chosen;
  context.globalAlpha = strong ? 1 : 0.6;
  context.lineWidth = strong ? 2 : 1.2;
  context.beginPath();
  context.arc(x, y, (strong ? 12 : 10) * size, 0, FULL_TURN);
  context.stroke();
  context.restore();
}

function paintRequest(context, { x, y }, size, now, alpha) {
  const pulse = (now % PULSE_MS) / PULSE_MS;
  context.save();
  context.strokeStyle = context.fillStyle = PHASE_COLOUR.searching;
  context.globalAlpha = alpha * (1 - pulse);
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, (5 + 14 * pulse) * size, 0, FULL_TURN);
  context.stroke();
  context.globalAlpha = alpha;
  context.beginPath();
  context.arc(x, y, 4.5 * size, 0, FULL_TURN);
  context.fill();
  context.restore();
}

/** A ring where the rider gets in, a square where they get out. */
function paintEnds(context, trip, toPoint, size, alpha) {
  const phase = phaseOf(trip);
  if (phase === "searching" || phase === "scheduled") {
    return;
  }
  context.save();
  context.globalAlpha = alpha * 0.9;
  context.strokeStyle = context.fillStyle = PHASE_COLOUR[phase];
  context.lineWidth = 1.6;
  if (phase !== "riding") {
    const { x, y } = toPoint(placeOf(trip.pickup));
    context.beginPath();
    context.arc(x, y, 3.6 * size, 0, FULL_TURN);
    context.stroke();
  }
  const { x, y } = toPoint(placeOf(trip.dropoff));
  const half = 2.4 * size;
  context.globalAlpha *= phase === "riding" ? 1 : 0.4;
  context.fillRect(x - half, y - half, 2 * half, 2 * half);
  context.restore();
}
