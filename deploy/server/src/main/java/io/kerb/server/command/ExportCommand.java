package io.kerb.server.command;

import picocli.CommandLine.Command;

/** What a running system knows, as files. */
@Command(
    name = "export",
    description = "Writes what a running system knows into a file.",
    mixinStandardHelpOptions = true,
    subcommands = ExportTripsCommand.class)
public final class ExportCommand {}
