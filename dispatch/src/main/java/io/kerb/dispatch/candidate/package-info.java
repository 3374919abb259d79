/** Which drivers could take a request, and why the others could not. */
package io.kerb.dispatch.candidate;
