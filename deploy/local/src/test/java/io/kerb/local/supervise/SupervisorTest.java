package io.kerb.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kerb.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor as the process that it really is, with children that are cheap. */
final class SupervisorTest {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(4);

  @TempDir Path directory;
  private Home home;
  private RunFiles files;

  @BeforeEach
  void home() {
    home = new Home(directory);
    files = new RunFiles(home.run());
  }

  @AfterEach
  void leaveNoProcess() {
    Detached.stop(home);
  }

  @Test
  void aKilledChildIsStartedAgain() {
    Detached.start(home, Optional.empty());
    ProcessIdentity first = started("worker", "sleep 600");

    kill(first);

    await().atMost(BOUND).until(() -> files.findLive("worker").isPresent());
    assertThat(files.findLive("worker")).isNotEqualTo(Optional.of(first));
    await().atMost(BOUND).untilAsserted(() -> assertThat(files.starts("worker")).isEqualTo(2));
  }

  @Test
  void stopEndsChildrenRankByRankAndLeavesNothing() throws IOException {
    Path order = directory.resolve("order");
    // Who is to end first takes longest: stopped all at once, they would end the other way round.
    String onTerm = "sleep %s; echo %s >>" + order + "; exit";
    Detached.start(home, Optional.empty());
    ProcessIdentity engine = trapping("engine", onTerm.formatted("0", "engine"), 2);
    ProcessIdentity city = trapping("city", onTerm.formatted("1", "city"), 0);
    ProcessIdentity server = trapping("server", onTerm.formatted("0.5", "server"), 1);
    ProcessIdentity supervisor = files.findSupervisor().orElseThrow();

    assertThat(Detached.stop(home)).isTrue();

    assertThat(List.of(engine, city, server, supervisor)).noneMatch(ProcessIdentity::isAlive);
    assertThat(Files.readAllLines(order)).containsExactly("city", "server", "engine");
    assertThat(files.listPidNames()).isEmpty();
    assertThat(files.listChildren()).isEmpty();
  }

  @Test
  void aChildThatIgnoresTermIsKilledAfterItsGrace() {
    Detached.start(home, Optional.empty());
    ProcessIdentity deaf = trapping("deaf", "", 0);

    Detached.stop(home);

    assertThat(deaf.isAlive()).isFalse();
  }

  @Test
  void whatAKilledSupervisorLeftIsReaped() {
    ProcessIdentity supervisor = Detached.start(home, Optional.empty());
    ProcessIdentity orphan = started("worker", "sleep 600");
    kill(supervisor);
    assertThat(orphan.isAlive()).isTrue();

    assertThat(Detached.stop(home)).isTrue();

    assertThat(orphan.isAlive()).isFalse();
  }

  @Test
  void aNewSupervisorReplacesTheChildrenOfAKilledOne() {
    kill(Detached.start(home, Optional.empty()));
    ProcessIdentity supervisor = Detached.start(home, Optional.empty());
    ProcessIdentity orphan = started("worker", "sleep 600");
    kill(supervisor);

    Detached.start(home, Optional.empty());

    await().atMost(BOUND).until(() -> files.findLive("worker").isPresent());
    assertThat(orphan.isAlive()).isFalse();
  }

  @Test
  void aHeldChildStaysDownUntilItIsReleased() {
    Detached.start(home, Optional.empty());
    ProcessIdentity child = started("worker", "sleep 600");

    files.hold("worker");
    await().atMost(BOUND).until(() -> !child.isAlive());
    files.addChild(spec("other", "sleep 600", 0));
    await().atMost(BOUND).until(() -> files.findLive("other").isPresent());
    assertThat(files.findLive("worker")).isEmpty();

    files.release("worker");
    await().atMost(BOUND).until(() -> files.findLive("worker").isPresent());
  }

  @Test
  void aRemovedChildIsEnded() {
    Detached.start(home, Optional.empty());
    ProcessIdentity child = started("worker", "sleep 600");

    files.removeChild("worker");

    await().atMost(BOUND).until(() -> !child.isAlive());
  }

  @Test
  void everythingEndsWhenTheOwnerDoes() throws Exception {
    Process owner = new ProcessBuilder("sleep", "600").start();
    ProcessIdentity supervisor = Detached.start(home, ProcessIdentity.find(owner.pid()));
    ProcessIdentity child = started("worker", "sleep 600");

    owner.destroyForcibly().waitFor();

    await().atMost(BOUND).until(() -> !child.isAlive() && !supervisor.isAlive());
  }

  @Test
  void aSecondSupervisorOfTheSameHomeLeavesTheFirstAlone() throws Exception {
    ProcessIdentity first = Detached.start(home, Optional.empty());
    ProcessIdentity child = started("worker", "sleep 600");

    new Supervisor(home, Optional.empty()).run();

    assertThat(files.findSupervisor()).contains(first);
    assertThat(child.isAlive()).isTrue();
  }

  private ProcessIdentity started(String name, String script) {
    return started(name, script, 0);
  }

  private ProcessIdentity started(String name, String script, int rank) {
    files.addChild(spec(name, script, rank));
    await().atMost(BOUND).until(() -> files.findLive(name).isPresent());
    return files.findLive(name).orElseThrow();
  }

  /** Returns when the child's trap is set: a TERM before that would just end it. */
  private ProcessIdentity trapping(String name, String onTerm, int rank) {
    Path set = directory.resolve(name + ".trap");
    ProcessIdentity child =
        started(
            name,
            "trap '" + onTerm + "' TERM; touch " + set + "; while :; do sleep 0.05; done",
            rank);
    await().atMost(BOUND).until(() -> Files.exists(set));
    return child;
  }

  private ChildSpec spec(String name, String script, int rank) {
    return new ChildSpec(
        name,
        "test",
        rank,
        GRACE,
        directory,
        List.of("bash", "-c", script),
        Map.of(),
        new Probe.Alive());
  }

  private static void kill(ProcessIdentity process) {
    process.findHandle().ifPresent(ProcessHandle::destroyForcibly);
    await().atMost(BOUND).until(() -> !process.isAlive());
  }
}
