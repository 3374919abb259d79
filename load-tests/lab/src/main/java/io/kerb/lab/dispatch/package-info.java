/** Dispatch policies, judged on a day of requests. */
package io.kerb.lab.dispatch;
