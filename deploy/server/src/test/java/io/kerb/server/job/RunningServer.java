package io.kerb.server.job;

import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.location.api.LatLng;
import io.kerb.server.Roles;
import io.kerb.server.auth.TokenMint;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The whole server with every role, on the build's real engines and a road network of its own. */
final class RunningServer implements AutoCloseable {
  private static final AtomicLong NEXT_ID = new AtomicLong(System.currentTimeMillis());

  private final Path home;
  private final Map<String, Object> properties;
  private EmbeddedServer server;

  RunningServer(Map<String, Object> overrides) {
    this.home = Path.of("target", "it-" + UUID.randomUUID());
    this.properties = properties(home);
    properties.putAll(overrides);
    start();
  }

  void start() {
    server = ApplicationContext.run(EmbeddedServer.class, properties);
  }

  Api rider() {
    return as("rider", NEXT_ID.incrementAndGet());
  }

  Api operator() {
    return as("operator", 1);
  }

  DriverApp driver(LatLng position) {
    return new DriverApp(as("driver", NEXT_ID.incrementAndGet()), position);
  }

  private Api as(String role, long subject) {
    TokenMint mint = server.getApplicationContext().getBean(TokenMint.class);
    return new Api(
        server.getURI(), mint.mint(role, Long.toString(subject), Duration.ofHours(1)).text());
  }

  <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  @Override
  public void close() {
    server.close();
  }

  private static Map<String, Object> properties(Path home) {
    Engines engines = EngineStack.engines();
    String run = UUID.randomUUID().toString().substring(0, 8);
    Map<String, Object> properties = new HashMap<>(Roles.parse("all").properties());
    properties.put("micronaut.server.port", -1);
    properties.put("kerb.home", home.toString());
    properties.put("kerb.markets-file", SmallCity.write(home).toString());
    properties.put("kerb.osm-file", home.resolve(SmallCity.OSM).toString());
    properties.put("kerb.engines.kafka", engines.kafkaBootstrap());
    properties.put("kerb.engines.topic-prefix", "it-" + run + "-");
    properties.put("kerb.engines.keyspace-prefix", "it_" + run + "_");
    properties.put("kerb.engines.redis-shards", engines.redis());
    properties.put("kerb.engines.cassandra", engines.cassandraContactPoints());
    properties.put("kerb.engines.datacenter", engines.localDatacenter());
    properties.put("kerb.engines.consistency", "LOCAL_ONE");
    return properties;
  }
}
