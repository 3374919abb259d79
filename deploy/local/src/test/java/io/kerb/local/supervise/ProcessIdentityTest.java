package io.kerb.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessIdentityTest {
  @TempDir Path directory;

  @Test
  void aLivingProcessIsFoundThroughItsPidFile() {
    RunFiles files = new RunFiles(directory);
    files.writePid("me", ProcessIdentity.self());

    assertThat(files.findLive("me")).contains(ProcessIdentity.self());
  }

  @Test
  void aReusedPidIsNotTakenForTheProcessThatHadItBefore() {
    RunFiles files = new RunFiles(directory);
    long reused = ProcessIdentity.self().pid();
    files.writePid("old", new ProcessIdentity(reused, "1"));

    assertThat(files.findLive("old")).isEmpty();
  }

  @Test
  void aProcessThatEndedIsGone() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessIdentity identity = ProcessIdentity.find(process.pid()).orElseThrow();
    assertThat(identity.isAlive()).isTrue();

    process.destroyForcibly().waitFor();

    assertThat(identity.isAlive()).isFalse();
    assertThat(identity.findHandle()).isEmpty();
  }

  @Test
  void aBrokenPidFileNamesNoProcess() throws IOException {
    Files.writeString(directory.resolve("broken.pid"), "not a pid");

    assertThat(new RunFiles(directory).findLive("broken")).isEmpty();
  }

  @Test
  void stoppingNeverTouchesAProcessThatOnlyHasTheSamePid() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      RunFiles files = new RunFiles(directory);
      files.writePid("ours", new ProcessIdentity(stranger.pid(), "1"));

      Stopping.stopAll(files);

      assertThat(stranger.isAlive()).isTrue();
      assertThat(files.listPidNames()).isEmpty();
    } finally {
      stranger.destroyForcibly();
    }
  }
}
