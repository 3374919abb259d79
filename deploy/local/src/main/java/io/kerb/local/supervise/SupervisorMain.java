package io.kerb.local.supervise;

import io.kerb.local.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The supervisor as a process of its own: {@code HOME [OWNER]}. See {@link Detached}. */
public final class SupervisorMain {
  /** Longer than the children's graces together; then the system may end us anyway. */
  private static final Duration STOP_BOUND = Duration.ofSeconds(90);

  private SupervisorMain() {}

  public static void main(String[] args) throws IOException {
    Optional<ProcessIdentity> owner =
        args.length > 1 ? ProcessIdentity.parse(args[1]) : Optional.empty();
    Supervisor supervisor = new Supervisor(new Home(Path.of(args[0])), owner);
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  supervisor.requestStop();
                  try {
                    main.join(STOP_BOUND.toMillis());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "stop"));
    supervisor.run();
  }
}
