/** What speeds and delays explain the stretches that cars were seen to drive? Pure. */
package io.kerb.eta.speed;
