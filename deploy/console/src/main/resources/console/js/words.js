// The API's words in plain English.

export const PHASE = {
  scheduled: "Booked for later",
  searching: "Looking for a driver",
  approaching: "Driver on the way",
  at_pickup: "Driver at the pickup",
  riding: "On the trip",
};

const ENDED = {
  completed: "Completed",
  no_drivers_available: "No driver found",
  rider_canceled: "Cancelled by the rider",
  driver_canceled: "Rider did not show up",
};

const DUTY = { idle: "Idle", engaged: "On a trip", off_duty: "Off duty" };

const FILTER = {
  off_duty: "off duty",
  product: "does not drive this product",
  stale: "no position for too long",
  engaged: "on another trip",
  open_offer: "has another offer",
  refused: "declined or ignored this trip",
  released: "gave this trip back",
  unreachable: "no road to the pickup",
  too_far: "too far away",
  not_among_nearest: "enough others were nearer",
};

export function endedText(status) {
  return ENDED[status] ?? plain(status);
}

export function dutyText(duty) {
  return DUTY[duty] ?? plain(duty);
}

export function filterText(reason) {
  return FILTER[reason.toLowerCase()] ?? plain(reason);
}

function plain(word) {
  const text = word.toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
