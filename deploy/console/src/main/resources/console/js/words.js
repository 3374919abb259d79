// The API's words in plain English.

import { distanceText, durationText } from "./format.js";

export const PHASE = {
  scheduled: "Booked for later",
  searching: "Looking for a driver",
  approaching: "Driver on the way",
  at_pickup: "Driver at the pickup",
  riding: "On the trip",
};

const ENDED = {
  completed: "Completed",
  no_drivers_available: "No driver found",
  rider_canceled: "Cancelled by the rider",
  driver_canceled: "Rider did not show up",
};

const DUTY = { idle: "Idle", engaged: "On a trip", off_duty: "Off duty" };

const LATE = {
  greedy_after_deadline: "The solver's time was up, so this window went to the cheapest pairs first.",
  optimal_without_cars_on_their_way:
    "The solver's time was up, so the cars on their way to other riders were left alone.",
};

const SITUATION = {
  near_dropoff: "has a rider on board until then",
  en_route: "on the way to another rider",
  held: "on the way to this rider",
};

const FILTER = {
  off_duty: "off duty",
  product: "does not drive this product",
  stale: "no position for too long",
  engaged: "on another trip",
  open_offer: "has another offer",
  refused: "declined or ignored this trip",
  released: "gave this trip back",
  exchange: "changes trips with others",
  blocked: "blocked, or blocks the rider",
  destination: "wants to get somewhere else",
  unreachable: "no road to the pickup",
  too_far: "too far away",
  not_among_nearest: "enough others were nearer",
};

const POLICY = {
  window_s: "Matching window",
  window_max_s: "Window where few cars are in reach",
  plenty: "Enough idle cars for the short window",
  batch_max: "Trips in one window at most",
  offers_parallel: "Drivers asked at a time",
  offer_ttl_s: "An offer stands",
  rings_m: "Search radii",
  candidates_max: "Drivers weighed per request",
  freshness_s: "Position at most so old",
  pickup_eta_max_s: "Longest pickup",
  waiting_credit_per_s: "Credit per second waited",
  waiting_credit_max_s: "Credit at most",
  idle_credit_per_s: "Credit per second a driver was idle",
  idle_credit_max_s: "That credit at most",
  forward_max_s: "Drivers free within",
  substitutes: "Other products that may come",
  rematching_every_s: "Cars on their way matched anew every",
  rematching_gain_min_s: "A change of car gains at least",
  rematching_changes_max: "Changes of a rider's car at most",
  solver: "Solver",
  solver_budget_s: "Solver's time",
};

export function endedText(status) {
  return ENDED[status] ?? plain(status);
}

export function dutyText(duty) {
  return DUTY[duty] ?? plain(duty);
}

export function filterText(reason) {
  return FILTER[reason.toLowerCase()] ?? plain(reason);
}

/** What was done when the solver's time was up. */
export function lateText(solver) {
  return LATE[solver] ?? null;
}

/** What a driver who could come does now; idle is the rule and needs no word. */
export function situationText(situation) {
  return SITUATION[situation] ?? null;
}

export function policyLabel(name) {
  return POLICY[name] ?? plain(name.replace(/(?<!_per)_[sm]$/, ""));
}

/** The unit is the end of the name. */
export function policyText(name, value) {
  if (name.endsWith("_m")) {
    return [value].flat().map(distanceText).join(", ");
  }
  if (name.endsWith("_s") && !name.endsWith("_per_s")) {
    return value < 60 ? `${value} s` : durationText(value);
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? "none" : value.map(listedText).join("; ");
  }
  return String(value);
}

/** A rule is its parts by their names: a server may have rules that this page does not know. */
function listedText(value) {
  return typeof value === "object" && value !== null
    ? Object.entries(value)
        .map(([name, part]) => `${policyLabel(name).toLowerCase()} ${policyText(name, part)}`)
        .join(", ")
    : String(value);
}

function plain(word) {
  const text = word.toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const PART = {
  base: "Base",
  distance: "Distance",
  time: "Time",
  band: "Time band",
  surge: "Surge",
  minimum: "Up to the minimum",
  stops: "Stops",
  zone: "Zone",
  toll: "Toll",
  booking_fee: "Booking fee",
  rounding: "Rounding",
};

/** "Toll bridge" */
export function partText({ part, name }) {
  const what = PART[part] ?? part;
  return name ? `${what} ${name}` : what;
}

const SEAL = {
  unsigned: "none: from before quotes were signed",
  broken: "broken: what is stored is not what was quoted",
};

/** Nothing, where all is well. */
export function sealText(seal) {
  return SEAL[seal] ?? null;
}
