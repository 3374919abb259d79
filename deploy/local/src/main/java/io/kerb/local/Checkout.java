package io.kerb.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The source tree with what the build put into it: engine jars, the server, the city. */
public record Checkout(Path root) {
  private static final String ENGINES = "deploy/local/engines";

  /** The tree that holds this directory. */
  public static Checkout containing(Path directory) {
    for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(ENGINES)) && Files.exists(at.resolve("pom.xml"))) {
        return new Checkout(at);
      }
    }
    throw new LocalException(
        "not_a_checkout",
        directory + " is not inside Kerb's source tree",
        "run deploy/kerb of a checkout, or set KERB_ROOT to one");
  }

  /** A directory of jars, as {@code java -cp} wants it. */
  public String engineClasspath(String engine) {
    Path lib = root.resolve(ENGINES).resolve(engine).resolve("target/lib");
    try (Stream<Path> jars = Files.list(lib)) {
      if (jars.anyMatch(jar -> jar.toString().endsWith(".jar"))) {
        return lib + "/*";
      }
    } catch (IOException absent) {
      throw notBuilt(lib);
    }
    throw notBuilt(lib);
  }

  /** The one jar of an engine's classpath whose name starts so. */
  public Path engineJar(String engine, String prefix) {
    Path lib = root.resolve(ENGINES).resolve(engine).resolve("target/lib");
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow(() -> notBuilt(lib.resolve(prefix)));
    } catch (IOException absent) {
      throw notBuilt(lib);
    }
  }

  /**
   * The binary that the build unpacked for this kind of machine, else the machine's own {@code
   * redis-server}.
   */
  public Path redisServer() {
    Path bin = root.resolve(ENGINES).resolve("redis/target/bin");
    String suffix = redisPlatform();
    if (Files.isDirectory(bin)) {
      try (Stream<Path> binaries = Files.list(bin)) {
        Optional<Path> own =
            binaries
                .filter(file -> file.getFileName().toString().startsWith("redis-server-"))
                .filter(file -> file.getFileName().toString().endsWith(suffix))
                .findFirst();
        if (own.isPresent()) {
          own.get().toFile().setExecutable(true);
          return own.get();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String directory : path.split(":")) {
      Path binary = Path.of(directory, "redis-server");
      if (Files.isExecutable(binary)) {
        return binary;
      }
    }
    throw notBuilt(bin.resolve("redis-server-*-" + suffix));
  }

  public Path serverJar() {
    return built(root.resolve("deploy/server/target/kerb-server.jar"));
  }

  public Path cityJar() {
    return built(root.resolve("load-tests/city/target/kerb-city.jar"));
  }

  private static Path built(Path file) {
    if (!Files.exists(file)) {
      throw notBuilt(file);
    }
    return file;
  }

  private static String redisPlatform() {
    Map<String, String> arches =
        Map.of("amd64", "amd64", "x86_64", "amd64", "aarch64", "arm64", "i386", "386");
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (os.contains("mac") ? "darwin-" : "linux-") + arches.getOrDefault(arch, arch);
  }

  private static LocalException notBuilt(Path missing) {
    return new LocalException(
        "not_built",
        missing + " is missing",
        "build it: mvn -q -Dquick -DskipTests package (deploy/kerb does so by itself)");
  }
}
