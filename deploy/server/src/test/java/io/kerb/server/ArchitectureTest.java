package io.kerb.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The boundaries of deploy/decisions and the design, as a test. */
@AnalyzeClasses(packages = "io.kerb", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] OUTER = {
    "..adapter..",
    "..wiring..",
    "..wire..",
    "io.kerb.runtime..",
    "io.kerb.server..",
    "io.kerb.local.."
  };

  private static final DescribedPredicate<JavaClass> DOMAIN =
      resideInAnyPackage("io.kerb..")
          .and(not(resideInAnyPackage(OUTER)))
          .and(not(JavaClass.Predicates.simpleName("package-info")))
          .and(not(JavaClass.Predicates.simpleName("PricingWire")))
          .as("domain classes");

  @ArchTest
  static final ArchRule domain_knows_no_framework_and_no_engine =
      noClasses()
          .that(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.micronaut..",
              "jakarta.inject..",
              "org.apache.kafka..",
              "io.lettuce..",
              "com.datastax..",
              "com.google.protobuf..",
              "com.fasterxml..",
              "reactor..");

  @ArchTest
  static final ArchRule domain_takes_time_and_randomness_as_parameters =
      noClasses()
          .that(DOMAIN)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule location_ingest_knows_only_api_jars_of_others =
      serviceKnowsNoOther(
          "io.kerb.location..",
          "io.kerb.dispatch",
          "io.kerb.trip",
          "io.kerb.pricing",
          "io.kerb.eta");

  @ArchTest
  static final ArchRule dispatch_knows_only_api_jars_of_others =
      serviceKnowsNoOther("io.kerb.dispatch..", "io.kerb.trip", "io.kerb.pricing", "io.kerb.eta");

  @ArchTest
  static final ArchRule trip_service_knows_only_api_jars_of_others =
      serviceKnowsNoOther(
          "io.kerb.trip..",
          "io.kerb.dispatch",
          "io.kerb.pricing",
          "io.kerb.eta",
          "io.kerb.location");

  @ArchTest
  static final ArchRule pricing_knows_only_api_jars_of_others =
      serviceKnowsNoOther(
          "io.kerb.pricing..",
          "io.kerb.dispatch",
          "io.kerb.trip",
          "io.kerb.eta",
          "io.kerb.location");

  @ArchTest
  static final ArchRule eta_model_knows_only_api_jars_of_others =
      serviceKnowsNoOther(
          "io.kerb.eta..",
          "io.kerb.dispatch",
          "io.kerb.trip",
          "io.kerb.pricing",
          "io.kerb.location");

  @ArchTest
  static final ArchRule nobody_knows_the_server =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.kerb.server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.kerb.server..");

  @ArchTest
  static final ArchRule the_runtime_knows_no_service =
      classes()
          .that()
          .resideInAPackage("io.kerb.runtime..")
          .should()
          .onlyDependOnClassesThat(
              not(resideInAnyPackage("io.kerb.."))
                  .or(resideInAnyPackage("io.kerb.runtime..", "io.kerb.location.api..")));

  /** Of another service, only {@code api} and {@code wire} packages may be seen. */
  private static ArchRule serviceKnowsNoOther(String service, String... others) {
    DescribedPredicate<JavaClass> inside = DescribedPredicate.alwaysFalse();
    for (String other : others) {
      inside =
          inside.or(
              resideInAnyPackage(other + "..")
                  .and(not(resideInAnyPackage(other + ".api..", other + ".wire.."))));
    }
    return noClasses().that().resideInAPackage(service).should().dependOnClassesThat(inside);
  }
}
