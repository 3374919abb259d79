// Leaflet 1.9.4 is a classic script that index.html loads before the modules.
export const L = window.L;
