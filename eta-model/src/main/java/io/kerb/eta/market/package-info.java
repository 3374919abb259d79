/** Road networks per market, reloaded when their files change. */
package io.kerb.eta.market;
