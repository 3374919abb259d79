package io.kerb.eta.network;

import com.graphhopper.routing.util.AllEdgesIterator;
import io.kerb.eta.time.TimeModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports an extract once and keeps the graph.
 *
 * <p>An import is written beside its place and moved there when it is whole, so what lies in place
 * can be trusted; what a killed import left is removed by the next. A file lock keeps processes
 * apart that start together: the second waits and loads. Entries are named by the file's checksum
 * and the versions of layout and time model; a changed file or model is another entry.
 */
final class GraphCache {
  private static final Logger LOG = LoggerFactory.getLogger(GraphCache.class);

  /**
   * The PBF reader's generated classes are older than our protobuf, which says so ten times per
   * import. The warning is about hostile input; an extract is the operator's own file. Held here,
   * because an unreferenced logger forgets its level.
   */
  private static final java.util.logging.Logger PROTOBUF_WARNINGS =
      java.util.logging.Logger.getLogger("com.google.protobuf.GeneratedMessage");

  static {
    PROTOBUF_WARNINGS.setLevel(java.util.logging.Level.SEVERE);
  }

  private static final String PARTIAL = ".partial";

  /**
   * Graphs kept; each change of an extract or of the speeds leaves one behind. Beyond that the one
   * that was not loaded for longest goes. Whoever has it loaded has it in memory.
   */
  static final int ENTRIES_MAX = 32;

  private final Path directory;

  GraphCache(Path directory) {
    this.directory = directory;
  }

  /**
   * @throws UnreadableOsmException if the file cannot be imported
   */
  RoadGraph open(Path osmFile, TimeModel times) {
    Extract extract = Extract.of(osmFile);
    try {
      Files.createDirectories(directory);
      String key = extract.checksum() + "-" + RoadGraph.LAYOUT + "-" + times.version();
      // A file lock is held by the whole process; threads within it queue here.
      synchronized (GraphCache.class) {
        try (FileChannel file =
                FileChannel.open(
                    directory.resolve(key + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock held = file.lock()) {
          assert held.isValid();
          return loadOrImport(extract, directory.resolve(key), times);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the road cache " + directory + " cannot be used: " + e.getMessage(), e);
    }
  }

  private RoadGraph loadOrImport(Extract extract, Path entry, TimeModel times) throws IOException {
    if (Files.isDirectory(entry)) {
      RoadGraph graph = new RoadGraph(extract, entry, times);
      try {
        if (graph.load()) {
          touch(entry);
          return graph;
        }
      } catch (RuntimeException e) {
        LOG.warn(
            "the cached roads in {} cannot be loaded and are imported anew: {}",
            entry,
            e.toString());
      }
      graph.close();
      delete(entry);
    }
    Path partial = entry.resolveSibling(entry.getFileName() + PARTIAL);
    delete(partial);
    importTo(partial, extract, times);
    Files.move(partial, entry, StandardCopyOption.ATOMIC_MOVE);
    forgetOldest();
    RoadGraph graph = new RoadGraph(extract, entry, times);
    if (!graph.load()) {
      throw new IOException("the roads just imported to " + entry + " cannot be loaded");
    }
    return graph;
  }

  /** A file in the entry, made anew, gives the directory the disk's own time. */
  private static void touch(Path entry) throws IOException {
    Path mark = entry.resolve("loaded");
    Files.deleteIfExists(mark);
    Files.createFile(mark);
  }

  private void forgetOldest() throws IOException {
    List<Path> entries;
    try (Stream<Path> files = Files.list(directory)) {
      entries =
          files
              .filter(file -> Files.isDirectory(file) && !file.toString().endsWith(PARTIAL))
              .sorted(Comparator.comparingLong(GraphCache::lastLoadedMs))
              .toList();
    }
    for (Path entry : entries.subList(0, Math.max(0, entries.size() - ENTRIES_MAX))) {
      LOG.info("forgetting the roads in {}: there are more than {}", entry, ENTRIES_MAX);
      delete(entry);
    }
  }

  private static long lastLoadedMs(Path entry) {
    return entry.toFile().lastModified();
  }

  private static void importTo(Path partial, Extract extract, TimeModel times) throws IOException {
    RoadGraph graph = new RoadGraph(extract, partial, times);
    boolean done = false;
    try {
      graph.importOrLoad();
      requireRoads(graph, extract.file());
      extract.requireUnchanged();
      done = true;
    } catch (UnreadableOsmException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UnreadableOsmException(extract.file(), reason(e), e);
    } finally {
      graph.close();
      if (!done) {
        delete(partial);
      }
    }
  }

  private static void requireRoads(RoadGraph graph, Path osmFile) {
    AllEdgesIterator edge = graph.roads().getAllEdges();
    while (edge.next()) {
      if (Double.isFinite(graph.weighting().calcEdgeWeight(edge, false))) {
        return;
      }
    }
    throw new UnreadableOsmException(
        osmFile,
        "it holds no road for cars; maybe the extract was filtered to something else",
        null);
  }

  private static String reason(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return (root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage())
        + "; maybe the download was interrupted";
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
