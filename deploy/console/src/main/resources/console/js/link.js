// Are we in touch with the server? Pure; the time is a parameter.

/** Every feed asks at least each 2 s, but surge: longer silence than this means trouble. */
export const SILENCE_MAX_MS = 5000;
/** One lost answer is no outage. */
const FAILURES_TOLERATED = 1;

export function emptyLink() {
  return { answeredAt: null, failures: 0 };
}

export function withAnswer(link, at) {
  return { answeredAt: at, failures: 0 };
}

/** The server could not be reached, or said that it cannot answer now. */
export function withFailure(link) {
  return { ...link, failures: link.failures + 1 };
}

/** connecting, live or reconnecting. */
export function linkStatus(link, now) {
  if (link.answeredAt === null) {
    return link.failures > FAILURES_TOLERATED ? "reconnecting" : "connecting";
  }
  const silent = now - link.answeredAt > SILENCE_MAX_MS;
  return silent || link.failures > FAILURES_TOLERATED ? "reconnecting" : "live";
}

/** Milliseconds since the last answer; null before the first. */
export function dataAgeMs(link, now) {
  return link.answeredAt === null ? null : Math.max(0, now - link.answeredAt);
}
