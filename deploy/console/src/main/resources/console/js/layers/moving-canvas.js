// A canvas above the map that is painted frame by frame. It extends Leaflet's own base for
// renderers, so that it pans and zooms as the roads below do.

import { L } from "../leaflet.js";

/** Enough for gliding cars, and half the work of a screen's 60 frames. */
const FRAME_MS = 33;

export const MovingCanvas = L.Renderer.extend({
  /** `paint(context, toPoint, now)` draws in layer points and says whether it wants a next frame. */
  initialize(paint) {
    L.Renderer.prototype.initialize.call(this, { pane: "moving", padding: 0.2 });
    this._paint = paint;
    this._asked = false;
    this._paintedAt = 0;
  },

  /** Something changed. */
  repaint() {
    this._ask();
  },

  onAdd() {
    L.Renderer.prototype.onAdd.call(this);
    this._ask();
  },

  _initContainer() {
    this._container = L.DomUtil.create("canvas", "moving-canvas");
    this._context = this._container.getContext("2d");
  },

  _destroyContainer() {
    L.DomUtil.remove(this._container);
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) {
      return; // the browser scales the last picture until the new zoom stands
    }
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = window.devicePixelRatio || 1;
    L.DomUtil.setPosition(this._container, this._bounds.min);
    this._container.width = Math.round(size.x * ratio);
    this._container.height = Math.round(size.y * ratio);
    this._container.style.width = `${size.x}px`;
    this._container.style.height = `${size.y}px`;
    this._paintNow(performance.now());
  },

  _updatePaths() {
    // Leaflet's paths are none of ours.
  },

  _onZoomEnd() {
    this._ask();
  },

  _ask() {
    if (!this._asked && this._map) {
      this._asked = true;
      requestAnimationFrame((now) => this._frame(now));
    }
  },

  _frame(now) {
    this._asked = false;
    if (!this._map) {
      return;
    }
    // While the map zooms, the browser scales the last picture: a new one would not fit it.
    const zooming = this._map._animatingZoom || this._map.getZoom() !== this._zoom;
    if (now - this._paintedAt < FRAME_MS || zooming) {
      this._ask();
    } else if (this._paintNow(now)) {
      this._ask();
    }
  },

  _paintNow(now) {
    this._paintedAt = now;
    const ratio = window.devicePixelRatio || 1;
    const { min } = this._bounds;
    const context = this._context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this._container.width, this._container.height);
    context.setTransform(ratio, 0, 0, ratio, -min.x * ratio, -min.y * ratio);
    return this._paint(context, (position) => this._map.latLngToLayerPoint(position), now);
  },
});
