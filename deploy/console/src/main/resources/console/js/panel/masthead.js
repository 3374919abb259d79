// Who we look at and whether what we see is now.

import { dataAgeMs, linkStatus } from "../link.js";
import { element, setShown, setText, updateRows } from "../dom.js";
import { clockText, durationText } from "../format.js";

const LINK_TEXT = {
  connecting: "Connecting…",
  live: "Live",
  reconnecting: "Reconnecting…",
};

export function createMasthead({ onMarket }) {
  const page = document.getElementById("console");
  const select = document.getElementById("market");
  const clock = document.getElementById("clock");
  const pill = document.getElementById("link");
  const outage = document.getElementById("outage");
  const outageTitle = document.getElementById("outage-title");
  const outageDetail = document.getElementById("outage-detail");
  const notices = document.getElementById("notices");

  select.addEventListener("change", () => onMarket(select.value));

  return {
    showMarkets(markets, chosenId) {
      select.replaceChildren(
        ...markets.map(({ market_id: id, name }) =>
          element("option", { value: id, selected: id === chosenId }, name ?? id),
        ),
      );
      select.disabled = markets.length < 2;
    },

    showClock(timeZone, now) {
      setText(clock, timeZone ? clockText(now, timeZone, false) : "");
    },

    showLink(link, now) {
      const status = linkStatus(link, now);
      pill.dataset.status = status;
      setText(pill, LINK_TEXT[status]);
      page.toggleAttribute("data-stale", status === "reconnecting");
      setShown(outage, status === "reconnecting");
      if (status === "reconnecting") {
        const age = dataAgeMs(link, now);
        setText(outageTitle, "Reconnecting…");
        setText(
          outageDetail,
          age === null
            ? "The server does not answer. Maybe it is not running yet."
            : `The server does not answer. What you see is ${durationText(age / 1000)} old.`,
        );
      }
    },

    /** `problems`: what is missing → what the server said of it. */
    showProblems(problems) {
      updateRows(notices, [...problems], {
        keyOf: ([feed]) => feed,
        make: () => element("li", {}, element("b"), " ", element("span")),
        update: (row, [feed, text]) => {
          setText(row.children[0], `${feed}.`);
          setText(row.children[1], text);
        },
      });
    },
  };
}
