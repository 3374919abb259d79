package io.kerb.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * One OpenAPI 3.1 document from those that the build generated for each module, with what all
 * operations share: the bearer token and the problem answer.
 */
final class OpenApiDocument {
  private static final String FOLDER = "META-INF/swagger/";
  private static final List<String> OPERATIONS = List.of("get", "post", "put", "patch", "delete");
  private static final String PUBLIC_API = "/v1/";

  private final Map<String, Object> paths = new TreeMap<>();
  private final Map<String, Object> schemas = new TreeMap<>();

  private OpenApiDocument() {}

  /**
   * @param modules the modules' names, as in their {@code openapi.properties}
   */
  static String merged(ClassLoader classes, List<String> modules) throws IOException {
    OpenApiDocument document = new OpenApiDocument();
    for (String module : modules) {
      for (URL part : Collections.list(classes.getResources(FOLDER + module + ".yml"))) {
        try (InputStream in = part.openStream()) {
          document.add(yaml().load(in));
        }
      }
    }
    return yaml().dump(document.whole());
  }

  private void add(Map<String, Object> part) {
    map(part, "paths")
        .forEach(
            (path, operations) -> {
              if (path.startsWith(PUBLIC_API)) {
                map(paths, path).putAll(withProblem(asMap(operations)));
              }
            });
    schemas.putAll(map(map(part, "components"), "schemas"));
  }

  private static Map<String, Object> withProblem(Map<String, Object> operations) {
    for (String method : OPERATIONS) {
      if (operations.containsKey(method)) {
        map(asMap(operations.get(method)), "responses")
            .put(
                "default",
                Map.of(
                    "description",
                    "A problem (RFC 9457)",
                    "content",
                    Map.of(
                        "application/problem+json",
                        Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")))));
      }
    }
    return operations;
  }

  private Map<String, Object> whole() {
    schemas.put("Problem", problemSchema());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title",
            "Kerb",
            "version",
            "1",
            "description",
            "Ride-sharing dispatch: the public API"));
    document.put("security", List.of(Map.of("bearer", List.of())));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "securitySchemes",
            Map.of("bearer", Map.of("type", "http", "scheme", "bearer", "bearerFormat", "JWT")),
            "schemas",
            schemas));
    return document;
  }

  private static Map<String, Object> problemSchema() {
    Map<String, Object> text = Map.of("type", "string");
    Map<String, Object> error =
        Map.of(
            "type", "object", "properties", Map.of("field", text, "code", text, "message", text));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("type", text);
    properties.put("title", text);
    properties.put("status", Map.of("type", "integer"));
    properties.put("detail", text);
    properties.put("code", text);
    properties.put("retryable", Map.of("type", "boolean"));
    properties.put("trace_id", text);
    properties.put("errors", Map.of("type", "array", "items", error));
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        List.of("type", "title", "status", "detail", "code", "retryable", "trace_id"));
  }

  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    return asMap(parent.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>()));
  }

  @SuppressWarnings("unchecked") // YAML's keys are text in an OpenAPI document
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  private static Yaml yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options);
  }
}
