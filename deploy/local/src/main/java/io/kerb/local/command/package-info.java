/** What a person types: each command is short, what it does is elsewhere. */
package io.kerb.local.command;
