// What the console knows. Each function takes the state and an answer of the server, and returns
// the next state; nothing here knows of the network, the clock or the page.

/** How many ended trips stay in the list. */
export const ENDED_TRIPS_MAX = 30;
/** Drivers silent for longer are no candidates any more. */
export const SILENT_S = 30;

const PHASES = {
  scheduled: "scheduled",
  processing: "searching",
  accepted: "approaching",
  arriving: "at_pickup",
  in_progress: "riding",
};

export function emptyState() {
  return {
    market: null,
    dispatch: null,
    decisions: [],
    policy: null,
    drivers: new Map(),
    supplyComplete: true,
    trips: new Map(),
    surge: [],
  };
}

/** searching, approaching, at_pickup, riding, scheduled, or ended. */
export function phaseOf(trip) {
  return PHASES[trip.status] ?? "ended";
}

export function isOpen(trip) {
  return phaseOf(trip) !== "ended";
}

export function withMarket(state, view) {
  const { dispatch = null, decisions = [], ...market } = view;
  return { ...state, market, dispatch, decisions };
}

/** The same answer again is the same object: what shows it need not look twice. */
export function withPolicy(state, policy) {
  const same = JSON.stringify(state.policy) === JSON.stringify(policy);
  return same ? state : { ...state, policy };
}

/** The whole supply of the market, as a GeoJSON FeatureCollection of points. */
export function withSupply(state, collection) {
  const drivers = new Map();
  for (const { geometry, properties } of collection.features ?? []) {
    drivers.set(properties.driver_id, {
      id: properties.driver_id,
      position: [geometry.coordinates[1], geometry.coordinates[0]],
      heading: properties.heading_deg ?? null,
      duty: properties.duty,
      ageS: properties.age_s ?? 0,
      products: properties.product_ids ?? [],
    });
  }
  return { ...state, drivers, supplyComplete: collection.complete !== false };
}

export function withSurge(state, collection) {
  return { ...state, surge: collection.features ?? [] };
}

/** One trip, pushed. An older version than the one we hold changes nothing. */
export function withTrip(state, trip, at) {
  const held = state.trips.get(trip.trip_id);
  if (held && held.trip.version > trip.version) {
    return state;
  }
  const trips = new Map(state.trips);
  trips.set(trip.trip_id, { trip, seenAt: at });
  return { ...state, trips: withoutOldEnded(trips) };
}

/**
 * The list of open trips, asked for at `askedAt`. A trip that we hold as open and that the list
 * lacks has ended, unless we heard of it after asking. A list that reached its `limit` may lack
 * trips for want of room, so it removes none.
 */
export function withOpenTrips(state, list, askedAt, limit) {
  const listed = new Set(list.map((trip) => trip.trip_id));
  const trips = new Map();
  for (const [id, held] of state.trips) {
    const gone = isOpen(held.trip) && !listed.has(id) && held.seenAt < askedAt;
    if (!gone || list.length >= limit) {
      trips.set(id, held);
    }
  }
  for (const trip of list) {
    const held = trips.get(trip.trip_id);
    if (!held || held.trip.version <= trip.version) {
      trips.set(trip.trip_id, { trip, seenAt: askedAt });
    }
  }
  return { ...state, trips: withoutOldEnded(trips) };
}

function withoutOldEnded(trips) {
  const ended = [...trips.values()].filter(({ trip }) => !isOpen(trip));
  if (ended.length <= ENDED_TRIPS_MAX) {
    return trips;
  }
  ended.sort((a, b) => endOf(b.trip).localeCompare(endOf(a.trip)));
  for (const { trip } of ended.slice(ENDED_TRIPS_MAX)) {
    trips.delete(trip.trip_id);
  }
  return trips;
}

function endOf(trip) {
  return trip.ended_at ?? trip.updated_at ?? "";
}

/** Open trips: who has no driver yet first, and within a phase the oldest first. */
export function listOpenTrips(state) {
  const order = Object.values(PHASES);
  const rank = (trip) => (phaseOf(trip) === "scheduled" ? order.length : order.indexOf(phaseOf(trip)));
  return [...state.trips.values()]
    .map(({ trip }) => trip)
    .filter(isOpen)
    .sort((a, b) => rank(a) - rank(b) || a.requested_at.localeCompare(b.requested_at));
}

/** Ended trips, the latest first. */
export function listEndedTrips(state) {
  return [...state.trips.values()]
    .map(({ trip }) => trip)
    .filter((trip) => !isOpen(trip))
    .sort((a, b) => endOf(b).localeCompare(endOf(a)));
}

/** Requests that nobody took yet: those dispatch holds, and those that trip-service just made. */
export function listOpenRequests(state) {
  const requests = new Map();
  for (const request of state.dispatch?.open_requests ?? []) {
    const held = state.trips.get(request.trip_id);
    if (!held || phaseOf(held.trip) === "searching") {
      requests.set(request.trip_id, { id: request.trip_id, pickup: placeOf(request.pickup) });
    }
  }
  for (const { trip } of state.trips.values()) {
    if (phaseOf(trip) === "searching") {
      requests.set(trip.trip_id, { id: trip.trip_id, pickup: placeOf(trip.pickup) });
    }
  }
  return [...requests.values()];
}

export function placeOf({ latitude, longitude }) {
  return [latitude, longitude];
}

/** How many drivers are idle, engaged and off duty, as the index has them. */
export function countDuties(state) {
  const counts = { idle: 0, engaged: 0, off_duty: 0 };
  for (const { duty } of state.drivers.values()) {
    counts[duty] = (counts[duty] ?? 0) + 1;
  }
  return counts;
}

export function findTripOfDriver(state, driverId) {
  for (const { trip } of state.trips.values()) {
    if (trip.driver_id === driverId && isOpen(trip)) {
      return trip;
    }
  }
  return null;
}
