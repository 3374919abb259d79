/** Who wanted to go where, read from files. */
package io.kerb.lab.requests;
