package io.kerb.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** One installed JDK or JRE, known by its {@code release} file. */
public record JavaHome(Path home, int feature) {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/lib/jvm"), Path.of("/Library/Java/JavaVirtualMachines"));

  /** The security manager, on which Cassandra 5.0 starts, went for good with 24. */
  private static final int ENGINES_MIN = 17;

  private static final int ENGINES_MAX = 23;

  public Path java() {
    return home.resolve("bin/java");
  }

  public static JavaHome current() {
    return new JavaHome(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** For Kafka and Cassandra: the oldest that they support, which is what they are tested on. */
  public static JavaHome forEngines() {
    return candidates()
        .filter(java -> java.feature >= ENGINES_MIN && java.feature <= ENGINES_MAX)
        .min(java.util.Comparator.comparingInt(JavaHome::feature))
        .orElseThrow(
            () ->
                new LocalException(
                    "no_java_for_engines",
                    "Cassandra needs a JDK from %d to %d; found %s"
                        .formatted(ENGINES_MIN, ENGINES_MAX, candidates().toList()),
                    "install JDK 17, or set JAVA_HOME to one"));
  }

  /** For Kerb's own processes: $KERB_JAVA, else a 25, else the current one. */
  public static JavaHome forServices() {
    Optional<JavaHome> chosen =
        Optional.ofNullable(System.getenv("KERB_JAVA")).flatMap(text -> at(homeOf(Path.of(text))));
    return chosen
        .or(() -> candidates().filter(java -> java.feature == 25).findFirst())
        .orElseGet(JavaHome::current);
  }

  /** KERB_JAVA names a java binary; a home directory is understood as well. */
  private static Path homeOf(Path binaryOrHome) {
    try {
      Path real = binaryOrHome.toRealPath();
      return Files.isDirectory(real) ? real : real.getParent().getParent();
    } catch (IOException e) {
      throw new LocalException(
          "no_java",
          "KERB_JAVA names " + binaryOrHome + ", which is not there",
          "correct or unset KERB_JAVA");
    }
  }

  private static Stream<JavaHome> candidates() {
    List<JavaHome> found = new ArrayList<>(List.of(current()));
    Optional.ofNullable(System.getenv("JAVA_HOME"))
        .flatMap(text -> at(Path.of(text)))
        .ifPresent(found::add);
    onPath().ifPresent(found::add);
    for (Path place : PLACES) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> homes = Files.list(place)) {
          homes
              .sorted()
              .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
              .forEach(home -> at(home).ifPresent(found::add));
        } catch (IOException unreadable) {
          continue; // the ones already found must do
        }
      }
    }
    return found.stream();
  }

  private static Optional<JavaHome> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String directory : path.split(":")) {
      Path java = Path.of(directory, "java");
      if (Files.isExecutable(java)) {
        return at(homeOf(java));
      }
    }
    return Optional.empty();
  }

  private static Optional<JavaHome> at(Path home) {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException notAJava) {
      return Optional.empty();
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    String feature = version.split("[.+-]")[0];
    return feature.matches("\\d+") && Files.isExecutable(home.resolve("bin/java"))
        ? Optional.of(new JavaHome(home, Integer.parseInt(feature)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return feature + " at " + home;
  }
}
