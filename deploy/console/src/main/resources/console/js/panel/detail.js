// The place for one thing at a time: a trip, a driver, why a trip got its driver, or why it costs
// what it costs.

import { element, setShown } from "../dom.js";
import { poll } from "../live.js";
import { findTripOfDriver } from "../state.js";
import { driverDetail } from "./driver-detail.js";
import { priceDetail } from "./price-detail.js";
import { facts, tripDetail } from "./trip-detail.js";
import { candidatesOf, whyDetail } from "./why-detail.js";

const WHY_EVERY_MS = 3000;
/** A price does not change; it is only asked for again in case the first answer failed. */
const PRICE_EVERY_MS = 60_000;

const QUESTIONS = {
  why: { path: (id) => `v1/ops/trips/${encodeURIComponent(id)}/why`, everyMs: WHY_EVERY_MS },
  price: { path: (id) => `v1/quotes/${encodeURIComponent(id)}/why`, everyMs: PRICE_EVERY_MS },
};

/** `onChosen({tripId, driverId, rings})` says what the map should make stand out. */
export function createDetail({ api, onChosen, onVisible }) {
  const section = document.getElementById("detail");
  /** What is shown, and below it what Back returns to. */
  let trail = [];
  let why = null;
  let asking = null;
  /** What had the focus before the first detail was opened has it again afterwards. */
  let opener = null;
  /** A copy of what was last put on the page. */
  let shape = null;

  function top() {
    return trail[trail.length - 1] ?? null;
  }

  function open(view) {
    const shown = top();
    if (shown?.kind === view.kind && shown.id === view.id) {
      return;
    }
    if (trail.length === 0) {
      opener = document.activeElement;
    }
    trail.push(view);
    enter();
  }

  function back() {
    trail.pop();
    enter();
  }

  function enter() {
    asking?.abort("stopped");
    why = null;
    const view = top();
    if (QUESTIONS[view?.kind]) {
      ask(QUESTIONS[view.kind], view.id);
    }
    setShown(section, view !== null);
    onVisible(view !== null);
    if (view) {
      section.scrollTop = 0;
      section.focus({ preventScroll: true });
    } else if (opener?.isConnected) {
      opener.focus({ preventScroll: true });
    }
  }

  function ask({ path, everyMs }, id) {
    asking = new AbortController();
    poll({
      ask: (signal) => api.get(path(id), { signal }),
      everyMs,
      signal: asking.signal,
      onAnswer: (answer) => {
        why = { answer };
        onVisible(true);
      },
      onFailure: (failure) => {
        why ??= { problem: failure.message };
        onVisible(true);
      },
    });
  }

  section.addEventListener("keydown", ({ key }) => key === "Escape" && back());

  const links = {
    onTrip: (id) => open({ kind: "trip", id }),
    onDriver: (id) => open({ kind: "driver", id }),
    onWhy: (id) => open({ kind: "why", id }),
    onPrice: (quoteId) => open({ kind: "price", id: quoteId }),
  };

  return {
    ...links,
    /** Nobody went back: the focus stays where it is, at the market's choice for one. */
    close() {
      trail = [];
      opener = null;
      enter();
    },
    show(state) {
      const view = top();
      if (!view || !state.market) {
        onChosen({ tripId: null, driverId: null, rings: new Set() });
        return;
      }
      const body = { trip: showTrip, driver: showDriver, why: showWhy, price: showPrice }[
        view.kind
      ](view.id, state);
      const next = element(
        "div",
        {},
        element("button", { type: "button", class: "back", onclick: back }, "← Back"),
        body,
      );
      // What says the same stays as it is, with the focus and with what was unfolded in it.
      if (!shape?.isEqualNode(next)) {
        shape = next.cloneNode(true);
        replaceKeepingFocus(section, next);
      }
    },
  };

  function showTrip(id, state) {
    const trip = state.trips.get(id)?.trip;
    onChosen({ tripId: id, driverId: trip?.driver_id ?? null, rings: new Set() });
    return trip
      ? tripDetail(trip, state.market.time_zone, links)
      : [
          element("h2", {}, "This trip has ended"),
          element("p", { class: "id" }, `Trip ${id}`),
          element("p", { class: "lead" }, "It is no longer among the open trips."),
          element(
            "button",
            { type: "button", class: "action", onclick: () => links.onWhy(id) },
            "Why this driver?",
          ),
        ];
  }

  function showDriver(id, state) {
    const driver = state.drivers.get(id);
    const trip = findTripOfDriver(state, id);
    onChosen({ tripId: trip?.trip_id ?? null, driverId: id, rings: new Set() });
    return driver
      ? driverDetail(driver, trip, links)
      : [
          element("h2", {}, `Driver ${id}`),
          element("p", { class: "lead" }, "The supply index holds no position of this driver now."),
          facts([]),
        ];
  }

  function showWhy(id, state) {
    const trip = state.trips.get(id)?.trip;
    onChosen({
      tripId: id,
      driverId: trip?.driver_id ?? null,
      rings: why?.answer ? candidatesOf(why.answer) : new Set(),
    });
    if (why?.answer) {
      return whyDetail(why.answer, state.market.time_zone, links);
    }
    return [
      element("h2", {}, "Why this driver?"),
      element("p", { class: why ? "problem" : "lead" }, why ? why.problem : "Asking dispatch…"),
    ];
  }

  function showPrice(id, state) {
    onChosen({ tripId: null, driverId: null, rings: new Set() });
    if (why?.answer) {
      return priceDetail(why.answer, state.market.time_zone);
    }
    return [
      element("h2", {}, "Why this price?"),
      element("p", { class: why ? "problem" : "lead" }, why ? why.problem : "Asking pricing…"),
    ];
  }
}

/** The button that had the focus has it again. */
function replaceKeepingFocus(section, next) {
  const buttons = () => [...section.querySelectorAll("button")];
  const focused = buttons().indexOf(document.activeElement);
  section.replaceChildren(next);
  if (focused >= 0) {
    buttons()[focused]?.focus({ preventScroll: true });
  }
}
