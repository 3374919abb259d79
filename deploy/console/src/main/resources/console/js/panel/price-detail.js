// Why a ride costs what was quoted: the parts of the price, and what they were made of.

import { element } from "../dom.js";
import { clockText, distanceText, durationText, moneyText } from "../format.js";
import { partText, sealText } from "../words.js";
import { facts } from "./trip-detail.js";

export function priceDetail(price, timeZone) {
  const { fare_table: table, ride, surge } = price;
  return [
    element("h2", {}, "Why this price?"),
    element("p", { class: "id" }, `Quote ${price.quote_id}`),
    element(
      "p",
      { class: "lead" },
      `${moneyText(price.fare)}, quoted at ${clockText(new Date(price.created_at), timeZone)}.`,
    ),
    facts([
      ...price.parts
        .filter(({ amount }) => amount.amount_minor !== 0)
        .map((part) => [partText(part), moneyText(part.amount)]),
      ["Fare", moneyText(price.fare)],
    ]),
    element("h3", {}, "Made of"),
    facts([
      [
        "Route",
        `${distanceText(ride.distance_m)} · ${durationText(ride.charged_duration_s)} charged`,
      ],
      ["Surge", surgeText(surge, timeZone)],
      surge.note && ["Because of", surge.note],
      table.band && ["Time band", table.band.name],
      ["Fare table", table.line ? `${table.version}, line ${table.line}` : table.version],
      sealText(price.seal) && ["Signature", sealText(price.seal)],
    ]),
  ];
}

function surgeText(surge, timeZone) {
  const multiplier = `${Number(surge.multiplier).toFixed(1)}×`;
  return surge.updated_at
    ? `${multiplier}: ${surge.demand} requests, ${surge.supply} idle cars at ` +
        `${clockText(new Date(surge.updated_at), timeZone)} (cell ${surge.cell})`
    : multiplier;
}
