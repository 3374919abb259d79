// What the console asks of the server, how often, and what each answer changes.

import { follow, poll, pollOnce } from "./live.js";
import { withMarket, withOpenTrips, withPolicy, withSupply, withSurge, withTrip } from "./state.js";

const SUPPLY_EVERY_MS = 1500;
const MARKET_EVERY_MS = 2000;
const TRIPS_EVERY_MS = 2000;
const SURGE_EVERY_MS = 15_000;
const POLICY_EVERY_MS = 5000;
const OPEN_TRIPS_MAX = 200;

/**
 * Starts all feeds of one market. `change(reduce)` gets a function from state to state,
 * `onRoads` the road network, `onAnswer(feed)` and `onFailure(feed, failure)` what became of each.
 */
export function startFeeds({ api, marketId, change, onRoads, onAnswer, onFailure, signal }) {
  const market = encodeURIComponent(marketId);

  function feed(name, path, onData) {
    return {
      ask: (asking) => api.get(path, { signal: asking }),
      onAnswer(answer, askedAt) {
        onData(answer, askedAt);
        onAnswer(name);
      },
      onFailure: (failure) => onFailure(name, failure),
      signal,
    };
  }

  pollOnce(feed("Roads", `v1/ops/markets/${market}/roads`, onRoads));
  poll({
    ...feed("Market", `v1/ops/markets/${market}`, (view) =>
      change((state) => withMarket(state, view)),
    ),
    everyMs: MARKET_EVERY_MS,
  });
  poll({
    ...feed("Drivers", `v1/ops/supply?market_id=${market}`, (supply) =>
      change((state) => withSupply(state, supply)),
    ),
    everyMs: SUPPLY_EVERY_MS,
  });
  poll({
    ...feed(
      "Trips",
      `v1/ops/trips?market_id=${market}&status=open&limit=${OPEN_TRIPS_MAX}`,
      ({ trips }, askedAt) =>
        change((state) => withOpenTrips(state, trips, askedAt, OPEN_TRIPS_MAX)),
    ),
    everyMs: TRIPS_EVERY_MS,
  });
  poll({
    ...feed("Surge", `v1/ops/surge?market_id=${market}`, (cells) =>
      change((state) => withSurge(state, cells)),
    ),
    everyMs: SURGE_EVERY_MS,
  });
  poll({
    ...feed("Policy", `v1/ops/markets/${market}/policy`, (policy) =>
      change((state) => withPolicy(state, policy)),
    ),
    everyMs: POLICY_EVERY_MS,
  });
  follow({
    api,
    path: "v1/events",
    onOpen: () => onAnswer("Live events"),
    onEvent({ type, data }) {
      onAnswer("Live events");
      if (type !== "trip") {
        return;
      }
      const trip = JSON.parse(data);
      if (trip.market_id === marketId) {
        change((state) => withTrip(state, trip, Date.now()));
      }
    },
    onFailure: (failure) => onFailure("Live events", failure),
    signal,
  });
}
