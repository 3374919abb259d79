// The market in numbers.

import { element, setText } from "../dom.js";
import { countText } from "../format.js";
import { countDuties, listOpenRequests, listOpenTrips, phaseOf } from "../state.js";

const OFFER_ENDS = [
  { name: "accepted", label: "accepted", dot: "idle" },
  { name: "declined", label: "declined", dot: "searching" },
  { name: "expired", label: "not answered", dot: "bad" },
];

export function createCounters() {
  const tiles = document.getElementById("counters");
  const offers = document.getElementById("offers");
  const unknown = "–";

  const make = (label, dot = null) => {
    const value = element("dd", {}, unknown);
    tiles.append(element("div", {}, element("dt", { "data-dot": dot }, label), value));
    return value;
  };
  const values = {
    idle: make("Idle drivers", "idle"),
    engaged: make("On a trip", "engaged"),
    offDuty: make("Off duty", "off_duty"),
    requests: make("Open requests", "searching"),
    trips: make("Trips under way", "riding"),
    completed: make("Completed"),
  };

  const total = element("b", {}, unknown);
  const unserved = element("span");
  const bar = element("div", { class: "bar", "aria-hidden": "true" });
  const key = element("ul", { class: "key" });
  const parts = OFFER_ENDS.map(({ name, label, dot }) => {
    const slice = element("i", { "data-dot": dot });
    const text = element("li", { "data-dot": dot });
    bar.append(slice);
    key.append(text);
    return { name, label, slice, text };
  });
  offers.append(element("p", {}, element("span", {}, "Offers made ", total), unserved), bar, key);

  return {
    show(state) {
      const { market, dispatch } = state;
      if (!market) {
        return;
      }
      const duties = countDuties(state);
      const underWay = listOpenTrips(state).filter(
        (trip) => !["searching", "scheduled"].includes(phaseOf(trip)),
      );
      setText(values.idle, countText(duties.idle));
      setText(values.engaged, countText(duties.engaged));
      setText(values.offDuty, countText(duties.off_duty));
      setText(values.requests, countText(listOpenRequests(state).length));
      setText(values.trips, countText(underWay.length));

      const counters = dispatch?.counters;
      if (!counters) {
        return;
      }
      setText(values.completed, countText(counters.completed));
      setText(total, countText(counters.offers));
      setText(
        unserved,
        `${countText(counters.no_drivers)} without a driver · ${countText(counters.canceled)} cancelled · ${countText(counters.replaced)} relieved on the way`,
      );
      const answered = parts.reduce((sum, { name }) => sum + counters[name], 0);
      for (const { name, label, slice, text } of parts) {
        const share = answered === 0 ? 0 : counters[name] / answered;
        slice.style.flexGrow = share;
        setText(text, `${Math.round(share * 100)}% ${label}`);
      }
    },
  };
}
