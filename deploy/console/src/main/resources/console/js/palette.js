// The map's colours. A canvas cannot read custom properties cheaply per frame, so they are read
// from the stylesheet once: console.css is the one place that names a colour.

const style = getComputedStyle(document.documentElement);

function colour(name) {
  return style.getPropertyValue(`--${name}`).trim();
}

export const DUTY_COLOUR = {
  idle: colour("idle"),
  engaged: colour("engaged"),
  off_duty: colour("off-duty"),
};

export const PHASE_COLOUR = {
  scheduled: colour("muted"),
  searching: colour("searching"),
  approaching: colour("approaching"),
  at_pickup: colour("at-pickup"),
  riding: colour("riding"),
};

export const MAP_COLOUR = {
  background: colour("map"),
  boundary: colour("boundary"),
  chosen: colour("text"),
  surge: colour("surge"),
  road: {
    major: colour("road-major"),
    main: colour("road-main"),
    middle: colour("road-middle"),
    minor: colour("road-minor"),
  },
};
