// One trip: what happened when, for how much, and a way to ask why.

import { element } from "../dom.js";
import { clockText, distanceText, durationText, moneyText, secondsBetween } from "../format.js";
import { isOpen, phaseOf } from "../state.js";
import { endedText, PHASE } from "../words.js";

const STEPS = [
  ["requested_at", "Requested"],
  ["accepted_at", "Driver accepted"],
  ["arrived_at", "Driver at the pickup"],
  ["started_at", "Trip started"],
  ["ended_at", "Ended"],
];

export function tripDetail(trip, timeZone, { onWhy, onPrice, onDriver }) {
  const phase = phaseOf(trip);
  return [
    element("h2", { "data-dot": phase }, isOpen(trip) ? PHASE[phase] : endedText(trip.status)),
    element("p", { class: "id" }, `Trip ${trip.trip_id}`),
    facts([
      [
        "Driver",
        trip.driver_id
          ? element(
              "button",
              { type: "button", class: "inline", onclick: () => onDriver(trip.driver_id) },
              trip.driver_id,
            )
          : "none yet",
      ],
      ["Rider", trip.rider_id],
      ["Product", trip.product_id],
      ["Route", `${distanceText(trip.distance_m)} · ${durationText(trip.duration_s)}`],
      ["Fare", fareText(trip)],
      trip.cancel_reason && ["Reason", trip.cancel_reason],
    ]),
    element(
      "button",
      { type: "button", class: "action", onclick: () => onWhy(trip.trip_id) },
      trip.driver_id ? "Why this driver?" : "Why no driver yet?",
    ),
    trip.quote_id &&
      element(
        "button",
        { type: "button", class: "action", onclick: () => onPrice(trip.quote_id) },
        "Why this price?",
      ),
    element("h3", {}, "What happened"),
    facts(steps(trip, timeZone)),
  ];
}

function fareText(trip) {
  const surge = Number(trip.surge_multiplier);
  const fare = moneyText(trip.final_fare ?? trip.fare);
  return surge > 1 ? `${fare} (surge ${surge.toFixed(2)}×)` : fare;
}

function steps(trip, timeZone) {
  let before = null;
  return STEPS.filter(([field]) => trip[field]).map(([field, label]) => {
    const at = trip[field];
    const after = before && secondsBetween(before, at);
    before = at;
    const clock = clockText(new Date(at), timeZone);
    return [label, after ? `${clock} (after ${durationText(after)})` : clock];
  });
}

export function facts(pairs) {
  return element(
    "dl",
    { class: "facts" },
    pairs.filter(Boolean).map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
  );
}
