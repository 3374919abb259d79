// Trips and decisions, as lists.

import { setShown, setText, updateRows } from "../dom.js";
import { clockText, distanceText, durationText, moneyText, secondsBetween, shortId } from "../format.js";
import { listEndedTrips, listOpenTrips, phaseOf } from "../state.js";
import { endedText, PHASE } from "../words.js";
import { fillRow, makeRow } from "./rows.js";
import { createTabs } from "./tabs.js";

/** More rows than anybody scrolls through; the map shows them all. */
const ROWS_MAX = 100;
const ENDED_ROWS_MAX = 10;

export function createLists({ onTrip, onDecision }) {
  const section = document.getElementById("lists");
  const open = document.getElementById("open-trips");
  const ended = document.getElementById("ended-trips");
  const endedTitle = document.getElementById("ended-title");
  const decisions = document.getElementById("decision-rows");
  const noTrips = document.querySelector("#trips .empty");
  const noDecisions = document.querySelector("#decisions .empty");
  createTabs(section.querySelector('[role="tablist"]'));

  return {
    setVisible: (visible) => setShown(section, visible),

    show(state, now) {
      const { market } = state;
      if (!market) {
        return;
      }
      const openTrips = listOpenTrips(state);
      updateRows(open, openTrips.slice(0, ROWS_MAX), {
        keyOf: (trip) => trip.trip_id,
        make: (trip) => makeRow(() => onTrip(trip.trip_id)),
        update: (row, trip) => fillRow(row, openRow(trip, now)),
      });
      const endedTrips = listEndedTrips(state).slice(0, ENDED_ROWS_MAX);
      updateRows(ended, endedTrips, {
        keyOf: (trip) => trip.trip_id,
        make: (trip) => makeRow(() => onTrip(trip.trip_id)),
        update: (row, trip) => fillRow(row, endedRow(trip, market.time_zone)),
      });
      setShown(endedTitle, endedTrips.length > 0);
      setShown(noTrips, openTrips.length === 0 && endedTrips.length === 0);
      setText(
        noTrips,
        state.drivers.size === 0
          ? "Nobody is on the road yet. Drivers appear after they go on duty and send a position; a rider's request shows up here at once."
          : "No open trips. A rider's request shows up here at once.",
      );

      updateRows(decisions, state.decisions, {
        keyOf: (decision) => `${decision.trip_id} ${decision.decided_at}`,
        make: (decision) => makeRow(() => onDecision(decision.trip_id)),
        update: (row, decision) => fillRow(row, decisionRow(decision, market.time_zone)),
      });
      setShown(noDecisions, state.decisions.length === 0);
      setText(
        noDecisions,
        state.dispatch
          ? "No decisions yet. Each matching window leaves one for each open request: who could come, at what cost, and who was asked."
          : "The server that matches this market did not answer, so there are no decisions to show.",
      );
    },
  };
}

function openRow(trip, now) {
  const phase = phaseOf(trip);
  return {
    dot: phase,
    main: PHASE[phase],
    side: durationText(secondsBetween(sinceOf(trip, phase), now)),
    note: trip.driver_id
      ? `Driver ${trip.driver_id} · trip ${shortId(trip.trip_id)}`
      : `Trip ${shortId(trip.trip_id)}`,
    sideNote: `${distanceText(trip.distance_m)} · ${moneyText(trip.fare)}`,
  };
}

/** When the trip's present phase began. */
function sinceOf(trip, phase) {
  const began = {
    searching: trip.requested_at,
    approaching: trip.accepted_at,
    at_pickup: trip.arrived_at,
    riding: trip.started_at,
  };
  return began[phase] ?? trip.updated_at;
}

function endedRow(trip, timeZone) {
  const completed = trip.status === "completed";
  return {
    dot: completed ? "completed" : trip.status === "no_drivers_available" ? "bad" : "scheduled",
    main: endedText(trip.status),
    side: completed ? moneyText(trip.final_fare ?? trip.fare) : "",
    note: trip.driver_id
      ? `Driver ${trip.driver_id} · trip ${shortId(trip.trip_id)}`
      : `Trip ${shortId(trip.trip_id)}`,
    sideNote: clockText(new Date(trip.ended_at ?? trip.updated_at), timeZone),
  };
}

function decisionRow(decision, timeZone) {
  const chosen = decision.chosen_driver_id;
  return {
    dot: chosen ? "idle" : "searching",
    main: chosen ? `Offered to driver ${chosen}` : "Nobody to offer it to",
    side: chosen && decision.pickup_eta_s !== undefined ? durationText(decision.pickup_eta_s) : "",
    note: `Trip ${shortId(decision.trip_id)} · ${candidatesText(decision.candidates)}`,
    sideNote: clockText(new Date(decision.decided_at), timeZone),
  };
}

function candidatesText(candidates) {
  const count = Array.isArray(candidates) ? candidates.length : candidates;
  return count === 1 ? "1 candidate" : `${count ?? "no"} candidates`;
}
