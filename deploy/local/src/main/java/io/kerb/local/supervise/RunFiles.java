package io.kerb.local.supervise;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the supervisor and the commands tell each other, as files: {@code NAME.child} (how to start
 * it), {@code NAME.pid} (the process that runs now), {@code NAME.hold} (leave it down), {@code
 * NAME.starts} (how often it was started). Files and no socket, because they outlive a killed
 * supervisor and can be read by anyone who has to clean up after it.
 */
public record RunFiles(Path directory) {
  private static final String CHILD = ".child";
  private static final String PID = ".pid";
  private static final String SUPERVISOR = "supervisor";

  public void addChild(ChildSpec spec) {
    StringWriter text = new StringWriter();
    try {
      spec.toProperties().store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(file(spec.name(), CHILD), text.toString());
  }

  public void removeChild(String name) {
    delete(file(name, CHILD));
  }

  public Optional<ChildSpec> findChild(String name) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file(name, CHILD))) {
      properties.load(reader);
      return Optional.of(ChildSpec.of(properties));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<ChildSpec> listChildren() {
    List<ChildSpec> children = new ArrayList<>();
    for (String name : listNames(CHILD)) {
      findChild(name).ifPresent(children::add);
    }
    return children;
  }

  /** Names with a pid file, also those whose child file is gone. */
  public List<String> listPidNames() {
    List<String> names = new ArrayList<>(listNames(PID));
    names.remove(SUPERVISOR);
    return names;
  }

  public void writePid(String name, ProcessIdentity process) {
    write(file(name, PID), process.toString());
  }

  public void removePid(String name) {
    delete(file(name, PID));
  }

  /** The process that the pid file names, when that very process lives. */
  public Optional<ProcessIdentity> findLive(String name) {
    return read(file(name, PID)).flatMap(ProcessIdentity::parse).filter(ProcessIdentity::isAlive);
  }

  public void writeSupervisor(ProcessIdentity process) {
    writePid(SUPERVISOR, process);
  }

  public void removeSupervisor() {
    removePid(SUPERVISOR);
  }

  public Optional<ProcessIdentity> findSupervisor() {
    return findLive(SUPERVISOR);
  }

  public void hold(String name) {
    write(file(name, ".hold"), "");
  }

  public void release(String name) {
    delete(file(name, ".hold"));
  }

  public boolean isHeld(String name) {
    return Files.exists(file(name, ".hold"));
  }

  public void countStart(String name) {
    write(file(name, ".starts"), Integer.toString(starts(name) + 1));
  }

  public int starts(String name) {
    return read(file(name, ".starts")).map(String::strip).map(Integer::parseInt).orElse(0);
  }

  public void clear() {
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.toString().matches(".*\\.(child|pid|hold|starts)"))
          .forEach(RunFiles::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> listNames(String suffix) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name, String suffix) {
    return directory.resolve(name + suffix);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By a rename, so that a reader never sees half a file. */
  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path draft = Files.createTempFile(file.getParent(), "draft", ".tmp");
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
