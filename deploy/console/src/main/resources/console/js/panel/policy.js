// What the market is dispatched by, in one line; all numbers when unfolded. To be read only:
// changing them is a call with a note, see dispatch.

import { element, setShown } from "../dom.js";
import { clockText } from "../format.js";
import { policyLabel, policyText } from "../words.js";
import { facts } from "./trip-detail.js";

/** What says most about how a market is dispatched. */
const MAIN = [
  ["window_s", (text) => `window ${text}`],
  ["offer_ttl_s", (text) => `offers stand ${text}`],
  ["solver", (text) => text],
];

export function createPolicy() {
  const section = document.getElementById("policy");
  const summary = section.querySelector("summary");
  const body = section.querySelector("div");
  /** What was last put on the page: what says the same stays, with what is selected in it. */
  let shown = null;

  return {
    show({ market, policy }) {
      setShown(section, policy !== null);
      if (!policy || shown === policy) {
        return;
      }
      shown = policy;
      summary.replaceChildren(
        element("b", {}, policy.version === 0 ? "Configured policy" : `Policy ${policy.policy_version}`),
        ` · ${mainText(policy.policy)}`,
      );
      body.replaceChildren(
        element("p", { class: "quiet" }, origin(policy, market?.time_zone)),
        facts(Object.entries(policy.policy).map(([name, value]) => row(name, value, policy))),
      );
    },
  };
}

function mainText(numbers) {
  return MAIN.filter(([name]) => numbers[name] !== undefined)
    .map(([name, textOf]) => textOf(policyText(name, numbers[name])))
    .join(" · ");
}

function origin({ version, changed_at: at, changed_by: by, note }, timeZone) {
  if (version === 0) {
    return "As the server is configured: nobody has changed it since.";
  }
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short" });
  const when = `${day.format(new Date(at))}, ${clockText(new Date(at), timeZone)}`;
  return `Changed by ${by} on ${when}${note ? `: “${note}”` : "."}`;
}

/** A number that was changed says what it would be without. */
function row(name, value, { configured }) {
  const text = policyText(name, value);
  const usual = name in configured ? policyText(name, configured[name]) : text;
  return [
    policyLabel(name),
    usual === text ? text : [element("b", {}, text), ` (configured: ${usual})`],
  ];
}
