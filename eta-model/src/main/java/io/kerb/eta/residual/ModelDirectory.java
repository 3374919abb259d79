package io.kerb.eta.residual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where a market's models are kept.
 *
 * <pre>
 * eta-3f9c0a12b4de.model   an artifact, named after its checksum; never changed once written
 * eta-3f9c0a12b4de.md      its model card
 * current                  one line: the file name of the artifact in use; replaced as a whole
 * </pre>
 */
public final class ModelDirectory {
  private static final String CURRENT = "current";
  private static final String SUFFIX = ".model";
  private static final String NAME_PATTERN = "[A-Za-z0-9._-]{1,100}\\.model";
  private static final int NAME_DIGITS = 12;

  private final Path directory;

  public ModelDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes an artifact, which is not in use yet.
   *
   * @return its file
   */
  public Path add(EtaModel model) {
    byte[] bytes = ModelFile.bytes(model);
    Path file =
        directory.resolve("eta-" + ModelFile.checksum(bytes).substring(0, NAME_DIGITS) + SUFFIX);
    replace(file, bytes);
    return file;
  }

  /** Writes an artifact's card beside it. */
  public Path addCard(Path artifact, String text) {
    String name = artifact.getFileName().toString();
    Path file = directory.resolve(name.substring(0, name.length() - SUFFIX.length()) + ".md");
    replace(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  /** From now on this artifact of the directory is in use. */
  public void promote(Path artifact) {
    replace(
        directory.resolve(CURRENT),
        (artifact.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The artifact in use; empty if none was promoted yet. Cheap enough to be asked every few
   * seconds.
   *
   * @throws UnreadableModelException if {@code current} does not name a file of this directory
   */
  public Optional<Path> findCurrent() {
    Path current = directory.resolve(CURRENT);
    try {
      String name = Files.readString(current).strip();
      if (!name.matches(NAME_PATTERN)) {
        throw new UnreadableModelException(
            current, "should name a " + SUFFIX + " file beside it, but holds '" + name + "'");
      }
      return Optional.of(directory.resolve(name));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UnreadableModelException(current, "cannot be read: " + e);
    }
  }

  /** Beside its place first, then moved there: nobody ever reads half a file. */
  private void replace(Path file, byte[] bytes) {
    try {
      Files.createDirectories(directory);
      Path fresh = Files.createTempFile(directory, ".", ".part");
      Files.write(fresh, bytes);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
