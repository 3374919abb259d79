// The console at work: feeds change the state, the state is drawn.

import { createApi, Refused, Unreachable } from "./api.js";
import { startFeeds } from "./feeds.js";
import { durationText } from "./format.js";
import { createCarsLayer } from "./layers/cars.js";
import { createRoadsLayer } from "./layers/roads.js";
import { createRoutesLayer } from "./layers/routes.js";
import { createSurgeLayer } from "./layers/surge.js";
import { emptyLink, linkStatus, withAnswer, withFailure } from "./link.js";
import { pollOnce } from "./live.js";
import { createMap } from "./map.js";
import { createCounters } from "./panel/counters.js";
import { createDetail } from "./panel/detail.js";
import { createLegend } from "./panel/legend.js";
import { createLists } from "./panel/lists.js";
import { createMasthead } from "./panel/masthead.js";
import { createPolicy } from "./panel/policy.js";
import { findMarket, keepMarket } from "./session.js";
import { emptyState, listOpenRequests, listOpenTrips, placeOf, SILENT_S } from "./state.js";
import { dutyText, PHASE } from "./words.js";

/** Many answers within this time are drawn as one. */
const DRAW_EVERY_MS = 200;
const TICK_MS = 1000;

export function openConsole(token, { onRefused }) {
  const api = createApi(token);
  const whole = new AbortController();
  let feeds = new AbortController();
  let state = emptyState();
  let link = emptyLink();
  let marketShown = null;
  let lastChosen = "";
  let drawing = null;
  const problems = new Map();

  const map = createMap(document.getElementById("map"), { onZoomed: () => drawSoon() });
  const roads = createRoadsLayer(map.leaflet);
  const surge = createSurgeLayer(map.leaflet);
  const routes = createRoutesLayer(map.leaflet, (tripId) => detail.onTrip(tripId));
  const cars = createCarsLayer(map.leaflet, { onSelect: select, describe });
  const masthead = createMasthead({ onMarket: openMarket });
  const counters = createCounters();
  const policy = createPolicy();
  const lists = createLists({
    onTrip: (id) => detail.onTrip(id),
    onDecision: (id) => detail.onWhy(id),
  });
  const detail = createDetail({
    api,
    onChosen: choose,
    onVisible(visible) {
      lists.setVisible(!visible);
      drawSoon();
    },
  });
  let chosen = { tripId: null };
  createLegend({
    onToggle(kind, visible) {
      const layer = { routes, surge }[kind];
      layer ? layer.setVisible(visible) : cars.setVisible(kind, visible);
    },
  });

  function select({ tripId, driverId }) {
    tripId ? detail.onTrip(tripId) : detail.onDriver(driverId);
  }

  function describe({ tripId, driverId }) {
    if (tripId) {
      return PHASE.searching;
    }
    const driver = state.drivers.get(driverId);
    if (!driver) {
      return `Driver ${driverId}`;
    }
    const silent = driver.ageS > SILENT_S ? ` · silent for ${durationText(driver.ageS)}` : "";
    return `Driver ${driver.id} · ${dutyText(driver.duty)}${silent}`;
  }

  /** What a detail is about stands out; the map moves there once, when it is chosen. */
  function choose(next) {
    chosen = next;
    cars.choose(next);
    const key = `${next.tripId} ${next.driverId}`;
    if (key !== lastChosen) {
      lastChosen = key;
      const trip = state.trips.get(next.tripId)?.trip;
      const driver = state.drivers.get(next.driverId);
      map.showPositions([
        ...(trip ? [placeOf(trip.pickup), placeOf(trip.dropoff)] : []),
        ...(driver ? [driver.position] : []),
      ]);
    }
  }

  function onAnswer(feed) {
    link = withAnswer(link, Date.now());
    problems.delete(feed);
    drawSoon();
  }

  function onFailure(feed, failure) {
    if (failure instanceof Refused && failure.aboutToken) {
      close();
      onRefused(failure);
      return;
    }
    if (failure instanceof Unreachable) {
      link = withFailure(link);
      problems.delete(feed); // the outage itself is shown
    } else if (failure instanceof Refused) {
      problems.set(feed, failure.message);
    } else {
      console.error(feed, failure);
      problems.set(feed, `The answer could not be read (${failure.message}).`);
    }
    drawSoon();
  }

  function openMarket(marketId) {
    feeds.abort("stopped");
    feeds = new AbortController();
    keepMarket(marketId);
    state = emptyState();
    marketShown = null;
    problems.clear();
    roads.clear();
    detail.close();
    startFeeds({
      api,
      marketId,
      change(reduce) {
        state = reduce(state);
      },
      onRoads: roads.show,
      onAnswer,
      onFailure,
      signal: feeds.signal,
    });
  }

  pollOnce({
    ask: (signal) => api.get("v1/ops/markets", { signal }),
    onAnswer({ markets }) {
      if (markets.length === 0) {
        problems.set("Market", "This server knows no market. Its markets file is empty.");
      } else {
        const chosenId = markets.some(({ market_id: id }) => id === findMarket())
          ? findMarket()
          : markets[0].market_id;
        masthead.showMarkets(markets, chosenId);
        openMarket(chosenId);
      }
      onAnswer("Markets");
    },
    onFailure: (failure) => onFailure("Markets", failure),
    signal: whole.signal,
  });

  function drawSoon() {
    if (!whole.signal.aborted) {
      drawing ??= setTimeout(draw, DRAW_EVERY_MS);
    }
  }

  function draw() {
    clearTimeout(drawing);
    drawing = null;
    masthead.showClock(state.market?.time_zone, Date.now());
    masthead.showLink(link, Date.now());
    masthead.showProblems(problems);
    // In an outage time stands still, as the greyed picture does.
    const now = linkStatus(link, Date.now()) === "live" ? Date.now() : link.answeredAt;
    const framed = state.market && `${state.market.market_id} ${roads.bounds() !== null}`;
    if (framed !== marketShown) {
      marketShown = framed;
      map.showMarket(state.market.boundary, roads.bounds());
    }
    counters.show(state);
    policy.show(state);
    lists.show(state, now);
    detail.show(state);
    const trips = listOpenTrips(state);
    if (!map.isZooming()) {
      surge.show(state.surge);
      routes.show(trips, state.drivers, chosen.tripId);
    }
    cars.show({ drivers: state.drivers, requests: listOpenRequests(state), trips });
  }

  const tick = setInterval(draw, TICK_MS);
  draw();

  function close() {
    whole.abort("stopped");
    feeds.abort("stopped");
    detail.close();
    clearInterval(tick);
    clearTimeout(drawing);
    map.leaflet.remove();
  }
}
