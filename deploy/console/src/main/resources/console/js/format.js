// Numbers as people read them.

/** 4 s · 2 min 05 s · 1 h 12 min */
export function durationText(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
  }
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, "0")} min`;
}

/** 2:05 */
export function minutesText(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** 640 m · 3.2 km */
export function distanceText(meters) {
  return meters < 1000 ? `${Math.round(meters)} m` : `${(meters / 1000).toFixed(1)} km`;
}

export function moneyText({ amount_minor: minor, currency }) {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

export function countText(count) {
  return new Intl.NumberFormat("en").format(count);
}

/** The hour and minute (and second) where the market is. */
export function clockText(instant, timeZone, withSeconds = true) {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    ...(withSeconds && { second: "2-digit" }),
  }).format(instant);
}

/** Enough of a UUID to tell trips apart: its end, since the start of time-ordered ones is alike. */
export function shortId(id) {
  return id.length > 8 ? id.slice(-6) : id;
}

export function secondsBetween(from, to) {
  return (new Date(to) - new Date(from)) / 1000;
}
