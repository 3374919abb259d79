// Google's encoded polyline format, precision 5:
// https://developers.google.com/maps/documentation/utilities/polylinealgorithm

const PRECISION = 1e5;

/** Decodes to [[latitude, longitude], …]. A text that ends within a number loses that last point. */
export function decodePolyline(text) {
  const points = [];
  let at = 0;
  let latitude = 0;
  let longitude = 0;

  function nextDelta() {
    let bits = 0;
    let shift = 0;
    while (at < text.length) {
      const chunk = text.charCodeAt(at++) - 63;
      bits |= (chunk & 0x1f) << shift;
      if (chunk < 0x20) {
        return bits & 1 ? ~(bits >> 1) : bits >> 1;
      }
      shift += 5;
    }
    return null;
  }

  while (at < text.length) {
    const north = nextDelta();
    const east = nextDelta();
    if (north === null || east === null) {
      break;
    }
    latitude += north;
    longitude += east;
    points.push([latitude / PRECISION, longitude / PRECISION]);
  }
  return points;
}

/** What is left of a route for somebody at `position`: from the nearest place on it to its end. */
export function remainingRoute(route, position) {
  if (route.length < 2) {
    return route;
  }
  const shrink = Math.cos((position[0] * Math.PI) / 180);
  let best = { distance: Infinity, leg: 0, point: route[0] };
  for (let leg = 0; leg + 1 < route.length; leg++) {
    const point = nearestOnLeg(route[leg], route[leg + 1], position, shrink);
    const distance = squaredDistance(point, position, shrink);
    if (distance < best.distance) {
      best = { distance, leg, point };
    }
  }
  return [best.point, ...route.slice(best.leg + 1)];
}

function nearestOnLeg(from, to, position, shrink) {
  const north = to[0] - from[0];
  const east = (to[1] - from[1]) * shrink;
  const length = north * north + east * east;
  if (length === 0) {
    return from;
  }
  const along =
    ((position[0] - from[0]) * north + (position[1] - from[1]) * shrink * east) / length;
  const t = Math.min(1, Math.max(0, along));
  return [from[0] + t * north, from[1] + t * (to[1] - from[1])];
}

function squaredDistance(a, b, shrink) {
  const north = a[0] - b[0];
  const east = (a[1] - b[1]) * shrink;
  return north * north + east * east;
}
