/**
 * The one runnable: assembles every service behind one HTTP port. Which services run is a matter of
 * roles, not of builds.
 */
package io.kerb.server;
