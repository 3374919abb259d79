// Why a trip got this driver, or none: each matching window's decision, the latest first.

import { element } from "../dom.js";
import { clockText, distanceText, durationText, minutesText, shortId } from "../format.js";
import { filterText, lateText, situationText } from "../words.js";

const CANDIDATES_SHOWN = 12;
/** A rider who waits long is looked at in each window; the latest say enough. */
const WINDOWS_SHOWN = 8;

export function whyDetail(why, timeZone, { onDriver }) {
  const decisions = [...why.decisions].sort((a, b) => b.decided_at.localeCompare(a.decided_at));
  return [
    element("h2", {}, "Why this driver?"),
    element("p", { class: "id" }, `Trip ${why.trip_id}`),
    element(
      "p",
      { class: "lead" },
      decisions.length === 0
        ? "No matching window has looked at this trip yet."
        : decisions.length === 1
          ? "One matching window looked at this trip."
          : `${decisions.length} matching windows looked at this trip. The latest come first.`,
    ),
    ...decisions
      .slice(0, WINDOWS_SHOWN)
      .map((decision, at) => windowOf(decision, timeZone, onDriver, at === 0)),
  ];
}

/** The drivers that the latest decision weighed: the map rings them. */
export function candidatesOf(why) {
  const latest = [...why.decisions].sort((a, b) => b.decided_at.localeCompare(a.decided_at))[0];
  return new Set(
    (latest?.candidates ?? []).filter((one) => !one.filtered_by).map((one) => one.driver_id),
  );
}

/** Only the latest window is unfolded. */
function windowOf(decision, timeZone, onDriver, open) {
  const eligible = decision.candidates.filter((one) => !one.filtered_by);
  const out = decision.candidates.filter((one) => one.filtered_by);
  eligible.sort((a, b) => a.cost - b.cost);
  return element(
    "details",
    { class: "window", open },
    element(
      "summary",
      {},
      element("b", {}, clockText(new Date(decision.decided_at), timeZone)),
      ` ${summary(decision, eligible)}`,
    ),
    alternative(decision, eligible),
    decision.candidates.length > 0 && candidateTable([...eligible, ...out], decision, onDriver),
    leftOut(decision, [...eligible, ...out]),
    lateText(decision.solver) && element("p", { class: "quiet" }, lateText(decision.solver)),
    element(
      "p",
      { class: "quiet" },
      `The rider had waited ${durationText(decision.waited_s)} · ${together(decision)} · policy ${decision.policy_version}`,
    ),
  );
}

function summary(decision, eligible) {
  if (decision.exchange_id) {
    return `Drivers on their way changed trips: ${decision.held_driver_id} was coming, ${decision.chosen_driver_id} comes.`;
  }
  if (!decision.chosen_driver_id) {
    return eligible.length === 0
      ? "No driver could take it in this window; it goes into the next."
      : "Every driver who could take it was needed more elsewhere; it goes into the next window.";
  }
  const rank = eligible.findIndex((one) => one.driver_id === decision.chosen_driver_id);
  const reason =
    rank === 0
      ? eligible.length === 1
        ? "the only one who could"
        : `the cheapest of ${eligible.length} who could`
      : `number ${rank + 1} of ${eligible.length} for this trip, but the best for all of the window's requests together`;
  const instead = decision.held_driver_id ? ` instead of ${decision.held_driver_id}, who is coming` : "";
  return `Driver ${decision.chosen_driver_id} was asked${instead}: ${reason}.`;
}

/** What would have been without the driver who was asked, or if somebody had to be. */
function alternative({ chosen_driver_id: chosenId, alternative: other }, eligible) {
  if (!other) {
    return null;
  }
  const chosen = eligible.find((one) => one.driver_id === chosenId);
  const difference = chosen ? other.pickup_eta_s - chosen.pickup_eta_s : 0;
  const text = chosen
    ? `Not taken: driver ${other.driver_id}, at the pickup in ${minutesText(other.pickup_eta_s)}` +
      (difference === 0
        ? ", as soon."
        : `, ${durationText(Math.abs(difference))} ${difference > 0 ? "later" : "sooner"}.`)
    : `The best who could: driver ${other.driver_id}, at the pickup in ${minutesText(other.pickup_eta_s)}.`;
  return element("p", { class: "alternative" }, text);
}

function together({ requests_in_window: requests }) {
  return requests === 1 ? "the only request in its window" : `${requests} requests matched together`;
}

function candidateTable(candidates, decision, onDriver) {
  return element(
    "table",
    { class: "candidates" },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, "Driver"),
        element("th", { scope: "col", class: "number" }, "Pickup ETA"),
        element("th", { scope: "col", class: "number" }, "Away"),
        element(
          "th",
          {
            scope: "col",
            class: "number",
            title: "Seconds of pickup ETA, less the credit for the time that the rider has waited",
          },
          "Cost",
        ),
        element("th", { scope: "col" }, ""),
      ),
    ),
    element(
      "tbody",
      {},
      candidates.slice(0, CANDIDATES_SHOWN).map((one) => candidateRow(one, decision, onDriver)),
    ),
  );
}

function candidateRow(one, decision, onDriver) {
  const chosen = one.driver_id === decision.chosen_driver_id;
  return element(
    "tr",
    { class: chosen ? "chosen" : one.filtered_by ? "out" : null },
    element(
      "td",
      {},
      element(
        "button",
        { type: "button", class: "inline", onclick: () => onDriver(one.driver_id) },
        shortId(one.driver_id),
      ),
    ),
    element("td", { class: "number" }, orDash(one.pickup_eta_s, minutesText)),
    element("td", { class: "number" }, orDash(one.distance_m, distanceText)),
    element("td", { class: "number" }, one.filtered_by ? "–" : costText(one.cost)),
    element(
      "td",
      {},
      chosen
        ? element("span", { class: "badge" }, decision.exchange_id ? "told" : "asked")
        : one.filtered_by
          ? filterText(one.filtered_by)
          : situationText(one.situation),
    ),
  );
}

/** Zero is a value: the driver stands at the pickup. */
function orDash(value, textOf) {
  return value === undefined || value === null ? "–" : textOf(value);
}

function costText(cost) {
  return Number(cost).toFixed(Math.abs(cost) < 100 ? 1 : 0);
}

/** Who is not listed one by one: the rest of the eligible, and those that a filter took out. */
function leftOut(decision, candidates) {
  const counts = new Map(Object.entries(decision.filtered ?? {}));
  const listed = candidates.slice(0, CANDIDATES_SHOWN);
  for (const { filtered_by: reason } of listed.filter((one) => one.filtered_by)) {
    counts.set(reason, Math.max(0, (counts.get(reason) ?? 0) - 1));
  }
  const dearer = candidates.slice(CANDIDATES_SHOWN).filter((one) => !one.filtered_by).length;
  const texts = [...counts]
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${count} ${filterText(reason)}`);
  if (dearer > 0) {
    texts.unshift(`${dearer} who could, at a higher cost`);
  }
  const incomplete =
    decision.supply_complete === false ? "A part of the supply index did not answer. " : "";
  const text = incomplete + (texts.length > 0 ? `Not listed: ${texts.join("; ")}.` : "");
  return text ? element("p", { class: "quiet" }, text) : null;
}
