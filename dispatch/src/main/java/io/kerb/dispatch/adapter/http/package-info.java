/** What drivers say to dispatch, and what operators ask of it. */
package io.kerb.dispatch.adapter.http;
