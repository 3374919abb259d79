// One driver, as the supply index has them.

import { element } from "../dom.js";
import { durationText, shortId } from "../format.js";
import { dutyText, PHASE } from "../words.js";
import { phaseOf } from "../state.js";
import { facts } from "./trip-detail.js";

export function driverDetail(driver, trip, { onTrip }) {
  return [
    element("h2", { "data-dot": driver.duty }, `Driver ${driver.id}`),
    element("p", { class: "lead" }, dutyText(driver.duty)),
    facts([
      ["Last position", `${durationText(driver.ageS)} ago`],
      ["Position", driver.position.map((degrees) => degrees.toFixed(5)).join(", ")],
      driver.heading !== null && ["Heading", `${Math.round(driver.heading)}°`],
      ["Products", driver.products.join(", ") || "none"],
      trip && [
        "Trip",
        element(
          "button",
          { type: "button", class: "inline", onclick: () => onTrip(trip.trip_id) },
          `${PHASE[phaseOf(trip)]} (${shortId(trip.trip_id)})`,
        ),
      ],
    ]),
  ];
}
