package io.kerb.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of one installation: everything that Kerb writes on this machine is under it.
 *
 * <p>{@code data/DATASET/NAME} belongs to the process NAME and survives restarts, {@code conf/NAME}
 * is written anew at each start, {@code run} holds pid files and is empty when nothing runs.
 */
public record Home(Path root, String dataset) {

  public Home {
    root = root.toAbsolutePath().normalize();
    if (!dataset.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("dataset '" + dataset + "' names a directory.");
    }
  }

  public Home(Path root) {
    this(root, "default");
  }

  /** The same installation with another city's data: trips of one mean nothing in another. */
  public Home withDataset(String other) {
    return new Home(root, other);
  }

  public Path run() {
    return made(root.resolve("run"));
  }

  public Path logs() {
    return made(root.resolve("logs"));
  }

  public Path log(String process) {
    return logs().resolve(process + ".log");
  }

  public Path data(String process) {
    return made(root.resolve("data").resolve(dataset).resolve(process));
  }

  public Path conf(String process) {
    return made(root.resolve("conf").resolve(process));
  }

  /** Road networks and the markets on them. */
  public Path cities() {
    return made(root.resolve("cities"));
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make " + directory + ". Maybe choose another directory with --dir.", e);
    }
  }
}
