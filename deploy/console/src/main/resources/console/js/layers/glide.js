// Between two answers cars glide. Pure; the time is a parameter.

/** A jump of more than this (in degrees of latitude, about 1 km) is no drive: show it at once. */
const JUMP_DEG = 0.01;
const GLIDE_MIN_MS = 900;
const GLIDE_MAX_MS = 6000;

/** Where a driver is shown: on the way from what was shown to the last position known. */
export function startGlide(driver, now) {
  return {
    from: driver.position,
    to: driver.position,
    fromHeading: driver.heading ?? 0,
    toHeading: driver.heading ?? 0,
    startedAt: now,
    lastsMs: GLIDE_MIN_MS,
  };
}

/** A new position was learnt; positions come about as often as the last two did. */
export function glideTo(glide, driver, now, still) {
  const same = driver.position[0] === glide.to[0] && driver.position[1] === glide.to[1];
  const heading = driver.heading ?? glide.toHeading;
  if (same && heading === glide.toHeading) {
    return glide;
  }
  const shown = glideAt(glide, now);
  const jump = Math.hypot(driver.position[0] - shown.position[0], driver.position[1] - shown.position[1]);
  if (still || jump > JUMP_DEG) {
    return startGlide({ position: driver.position, heading }, now);
  }
  return {
    from: shown.position,
    to: driver.position,
    fromHeading: shown.heading,
    toHeading: shown.heading + turn(shown.heading, heading),
    startedAt: now,
    lastsMs: Math.min(GLIDE_MAX_MS, Math.max(GLIDE_MIN_MS, (now - glide.startedAt) * 1.05)),
  };
}

export function glideAt(glide, now) {
  const t = Math.min(1, Math.max(0, (now - glide.startedAt) / glide.lastsMs));
  // The nose turns sooner than the car gets there, as at a corner.
  const turned = Math.min(1, t * 3);
  return {
    position: [
      glide.from[0] + t * (glide.to[0] - glide.from[0]),
      glide.from[1] + t * (glide.to[1] - glide.from[1]),
    ],
    heading: glide.fromHeading + turned * (glide.toHeading - glide.fromHeading),
    moving: t < 1,
  };
}

/** The shorter way round, in -180 … 180 degrees. */
function turn(from, to) {
  return ((((to - from) % 360) + 540) % 360) - 180;
}
