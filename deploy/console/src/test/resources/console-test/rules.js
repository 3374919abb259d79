// One exported function per rule; it throws if the rule does not hold.

import { createApi, Unreachable } from "/console/js/api.js";
import { updateRows } from "/console/js/dom.js";
import { backoffMs, follow } from "/console/js/live.js";
import { distanceText, durationText, moneyText } from "/console/js/format.js";
import { glideAt, glideTo, startGlide } from "/console/js/layers/glide.js";
import { dataAgeMs, emptyLink, linkStatus, withAnswer, withFailure } from "/console/js/link.js";
import { decodePolyline, remainingRoute } from "/console/js/polyline.js";
import { createSseParser } from "/console/js/sse.js";
import {
  countDuties,
  emptyState,
  ENDED_TRIPS_MAX,
  listEndedTrips,
  listOpenRequests,
  listOpenTrips,
  withMarket,
  withOpenTrips,
  withSupply,
  withTrip,
} from "/console/js/state.js";

function same(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, but got ${JSON.stringify(actual)}`);
  }
}

// Polylines ------------------------------------------------------------------

export function aPolylineDecodesAsInGooglesExample() {
  same(decodePolyline("_p~iF~ps|U_ulLnnqC_mqNvxq`@"), [
    [38.5, -120.2],
    [40.7, -120.95],
    [43.252, -126.453],
  ]);
}

export function aPolylineThatIsCutOffKeepsItsWholePoints() {
  same(decodePolyline("_p~iF~ps|U_ulL"), [[38.5, -120.2]]);
  same(decodePolyline(""), []);
}

export function whatIsDrivenIsNoLongerPartOfARoute() {
  const route = [[0, 0], [0, 1], [1, 1]];
  same(remainingRoute(route, [0.1, 0.5]), [[0, 0.5], [0, 1], [1, 1]]);
  same(remainingRoute(route, [2, 1]), [[1, 1], [1, 1]]);
  same(remainingRoute(route, [-1, -1]), route);
}

// Server-sent events -----------------------------------------------------------

function parsed(...pieces) {
  const events = [];
  const feed = createSseParser((event) => events.push(event));
  pieces.forEach(feed);
  return events;
}

export function anEventHasTypeDataAndId() {
  same(parsed("id: t1:3\nevent: trip\ndata: {}\n\n"), [{ type: "trip", data: "{}", id: "t1:3" }]);
}

export function anEventMayArriveInPieces() {
  same(parsed("da", "ta: a", "bc\n", "\nda", "ta:def\n\n").map(({ data }) => data), ["abc", "def"]);
}

export function linesMayEndInCrLfEvenBetweenPieces() {
  same(parsed("data: a\r", "\ndata: b\r\n\r", "\n").map(({ data }) => data), ["a\nb"]);
}

export function commentsAndEmptyBlocksAreNoEvents() {
  same(parsed(": heartbeat\n\n\n\nevent: trip\n\n"), []);
}

export function theLastIdStaysUntilAnother() {
  same(parsed("id: 7\ndata: a\n\ndata: b\n\n").map(({ id }) => id), ["7", "7"]);
}

// State ---------------------------------------------------------------------------

function trip(id, status, version = 1, more = {}) {
  return {
    trip_id: id,
    status,
    version,
    requested_at: "2026-11-21T08:00:00Z",
    updated_at: "2026-11-21T08:00:00Z",
    pickup: { latitude: 1, longitude: 2 },
    ...more,
  };
}

function openIds(state) {
  return listOpenTrips(state).map(({ trip_id: id }) => id);
}

export function anOlderVersionOfATripChangesNothing() {
  const state = withTrip(emptyState(), trip("a", "in_progress", 5), 100);
  same(withTrip(state, trip("a", "accepted", 3), 101).trips.get("a").trip.status, "in_progress");
  const listed = withOpenTrips(state, [trip("a", "accepted", 3)], 200, 10);
  same(listed.trips.get("a").trip.status, "in_progress");
}

export function anOpenTripThatTheListLacksHasEnded() {
  const state = withTrip(emptyState(), trip("a", "in_progress"), 100);
  same(openIds(withOpenTrips(state, [], 200, 10)), []);
}

export function aTripPushedWhileTheListWasOnItsWayStays() {
  const state = withTrip(emptyState(), trip("a", "processing"), 250);
  same(openIds(withOpenTrips(state, [], 200, 10)), ["a"]);
}

export function aFullListRemovesNoTrip() {
  const state = withTrip(emptyState(), trip("a", "in_progress"), 100);
  same(openIds(withOpenTrips(state, [trip("b", "accepted")], 200, 1)).sort(), ["a", "b"]);
}

export function endedTripsAreBounded() {
  let state = emptyState();
  for (let i = 0; i < ENDED_TRIPS_MAX + 5; i++) {
    const ended_at = new Date(1_000_000 * i).toISOString();
    state = withTrip(state, trip(`t${i}`, "completed", 2, { ended_at }), i);
  }
  const ended = listEndedTrips(state);
  same(ended.length, ENDED_TRIPS_MAX);
  same(ended[0].trip_id, `t${ENDED_TRIPS_MAX + 4}`);
}

export function aRequestIsShownOnceHoweverManyTellOfIt() {
  let state = withMarket(emptyState(), {
    market_id: "m",
    dispatch: {
      open_requests: [
        { trip_id: "a", pickup: { latitude: 1, longitude: 2 } },
        { trip_id: "taken", pickup: { latitude: 1, longitude: 2 } },
      ],
    },
  });
  state = withTrip(state, trip("a", "processing"), 1);
  state = withTrip(state, trip("b", "processing"), 1);
  state = withTrip(state, trip("taken", "accepted", 2), 1);
  same(listOpenRequests(state).map(({ id }) => id), ["a", "b"]);
}

export function driversAreCountedByDuty() {
  const driver = (id, duty) => ({
    geometry: { coordinates: [2, 1] },
    properties: { driver_id: id, duty },
  });
  const features = [driver("1", "idle"), driver("2", "engaged"), driver("3", "idle")];
  const state = withSupply(emptyState(), { features, complete: true });
  same(countDuties(state), { idle: 2, engaged: 1, off_duty: 0 });
  same(state.drivers.get("1").position, [1, 2]);
}

// In touch or not --------------------------------------------------------------------

export function oneLostAnswerIsNoOutage() {
  const link = withFailure(withAnswer(emptyLink(), 1000));
  same(linkStatus(link, 1500), "live");
  same(linkStatus(withFailure(link), 1500), "reconnecting");
}

export function silenceIsAnOutage() {
  const link = withAnswer(emptyLink(), 1000);
  same(linkStatus(link, 5000), "live");
  same(linkStatus(link, 7000), "reconnecting");
  same(dataAgeMs(link, 7000), 6000);
}

export function theFirstAnswerEndsAnOutage() {
  const link = withFailure(withFailure(emptyLink()));
  same(linkStatus(link, 0), "reconnecting");
  same(linkStatus(withAnswer(link, 10), 20), "live");
}

export function retriesSlowDownToABound() {
  same(backoffMs(1, 0), 250);
  same(backoffMs(1, 1), 500);
  same(backoffMs(3, 1), 2000);
  same(backoffMs(1000, 1), 4000);
}

// The event stream ------------------------------------------------------------------------

/** The first failure of a stream that is followed. */
async function firstFailure(options) {
  const stop = new AbortController();
  const failure = await new Promise((resolve) =>
    follow({
      path: "v1/events",
      onOpen: () => {},
      onEvent: () => {},
      onFailure: resolve,
      signal: stop.signal,
      ...options,
    }),
  );
  stop.abort("stopped");
  return failure;
}

export async function aSilentStreamIsAServerThatDoesNotAnswer() {
  let opened = 0;
  const failure = await firstFailure({
    api: createApi("a.good.token"),
    onOpen: () => opened++,
    silenceMaxMs: 1000, // the test's server sends a heartbeat each 2 s
  });
  same(opened, 1);
  same(failure instanceof Unreachable, true);
}

export async function anEventThatCannotBeHandledIsNoOutage() {
  const failure = await firstFailure({
    api: { stream: async () => new Response("data: {}\n\n") },
    onEvent: () => null.trip,
  });
  same(failure instanceof TypeError, true);
}

// Rows ------------------------------------------------------------------------------------

export function aRowThatMovesKeepsTheFocus() {
  const list = document.body.appendChild(document.createElement("ul"));
  const show = (keys) =>
    updateRows(list, keys, {
      keyOf: (key) => key,
      make: () => {
        const row = document.createElement("li");
        row.append(document.createElement("button"));
        return row;
      },
      update: () => {},
    });
  show(["a", "gone", "b"]);
  const button = list.lastElementChild.firstElementChild;
  button.focus();
  show(["b", "new", "a"]);
  same([...list.children].map((row) => row.dataset.key), ["b", "new", "a"]);
  same(document.activeElement === button, true);
  list.remove();
}

// Gliding ---------------------------------------------------------------------------------

export function aCarIsHalfWayAfterHalfTheTime() {
  const start = startGlide({ position: [0, 0], heading: 0 }, 0);
  const glide = glideTo(start, { position: [0.002, 0], heading: 0 }, 2000, false);
  same(glideAt(glide, 2000).position, [0, 0]);
  const half = glideAt(glide, 2000 + glide.lastsMs / 2);
  same(Math.abs(half.position[0] - 0.001) < 1e-9, true);
  same(glideAt(glide, 99_999), { position: [0.002, 0], heading: 0, moving: false });
}

export function aCarTurnsTheShorterWay() {
  const start = startGlide({ position: [0, 0], heading: 350 }, 0);
  const glide = glideTo(start, { position: [0.001, 0], heading: 10 }, 1000, false);
  same(glide.toHeading, 370);
}

export function aJumpIsNotDriven() {
  const start = startGlide({ position: [0, 0], heading: 0 }, 0);
  same(glideAt(glideTo(start, { position: [1, 1], heading: 0 }, 500, false), 500).position, [1, 1]);
}

export function whoWantsNoMotionSeesNone() {
  const start = startGlide({ position: [0, 0], heading: 0 }, 0);
  const glide = glideTo(start, { position: [0.001, 0], heading: 0 }, 500, true);
  same(glideAt(glide, 500).position, [0.001, 0]);
}

// Words ---------------------------------------------------------------------------------------

export function numbersReadAsPeopleSayThem() {
  same([4, 125, 4320].map(durationText), ["4 s", "2 min 05 s", "1 h 12 min"]);
  same([640.4, 3240].map(distanceText), ["640 m", "3.2 km"]);
  same(moneyText({ amount_minor: 845, currency: "EUR" }), "€8.45");
  same(moneyText({ amount_minor: 845, currency: "JPY" }), "¥845");
}
