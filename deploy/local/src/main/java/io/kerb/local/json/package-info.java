/** Just enough JSON for lines that scripts read; this module has no library to do it. */
package io.kerb.local.json;
