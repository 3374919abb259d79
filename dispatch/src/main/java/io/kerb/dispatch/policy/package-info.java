/** The numbers that dispatch goes by, as one versioned value. */
package io.kerb.dispatch.policy;
