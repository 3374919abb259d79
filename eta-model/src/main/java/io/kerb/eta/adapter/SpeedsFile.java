package io.kerb.eta.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kerb.eta.speed.LearnedSpeeds;
import io.kerb.eta.speed.LearnedSpeeds.ClassSpeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** Learned speeds as JSON that one can read and edit. */
public final class SpeedsFile {
  private static final int FORMAT = 1;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private SpeedsFile() {}

  /**
   * @param version must be that of the speeds, so that an edited table is taken on purpose only
   */
  private record Content(
      int format, String version, int stretches, double hours, Map<String, ClassSpeed> classes) {}

  /** Written beside its place and moved there whole: a server may be watching. */
  public static void write(LearnedSpeeds speeds, Path file) throws IOException {
    Content content =
        new Content(
            FORMAT,
            speeds.version(),
            speeds.stretches(),
            speeds.hours(),
            new TreeMap<>(speeds.classes()));
    Path target = file.toAbsolutePath();
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    Files.writeString(partial, MAPPER.writeValueAsString(content) + "\n");
    Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * @throws BadFileException naming the file, and the line or the value
   */
  public static LearnedSpeeds read(Path file) {
    if (!Files.isReadable(file)) {
      throw new BadFileException(
          "cannot read the speeds file " + file + "; KERB_SPEEDS_FILE names it", null);
    }
    try {
      return speeds(file, MAPPER.readValue(file.toFile(), Content.class));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new BadFileException(
          "speeds file " + file + ", line " + line + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new BadFileException("speeds file " + file + ": " + e.getMessage(), e);
    }
  }

  private static LearnedSpeeds speeds(Path file, Content content) {
    if (content == null || content.format != FORMAT || content.classes == null) {
      throw new BadFileException(
          "speeds file " + file + " is not of format " + FORMAT + "; maybe learn it anew", null);
    }
    LearnedSpeeds speeds = new LearnedSpeeds(content.classes, content.stretches, content.hours);
    if (!speeds.version().equals(content.version)) {
      throw new BadFileException(
          "speeds file "
              + file
              + " says version '"
              + content.version
              + "', but its values are "
              + speeds.version()
              + "; maybe it was edited: then set the version to that",
          null);
    }
    return speeds;
  }
}
