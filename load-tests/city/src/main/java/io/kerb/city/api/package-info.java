/** The public API as an app sees it: requests, answers, and a feed of events. No transport. */
package io.kerb.city.api;
