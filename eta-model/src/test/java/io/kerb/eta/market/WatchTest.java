package io.kerb.eta.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final List<FileStamp> OLD = List.of(new FileStamp(1, 100));
  private static final List<FileStamp> HALF = List.of(new FileStamp(2, 50));
  private static final List<FileStamp> NEW = List.of(new FileStamp(3, 120));

  private final Watch watch = Watch.of("a", OLD);

  @Test
  void filesThatLookAsBeforeAreNotRead() {
    assertThat(watch.isSettledAnew(OLD)).isFalse();
    assertThat(watch.glanced(OLD).isSettledAnew(OLD)).isFalse();
  }

  @Test
  void changedFilesAreReadWhenTheyLookTheSameTwice() {
    assertThat(watch.isSettledAnew(NEW)).isFalse();
    assertThat(watch.glanced(NEW).isSettledAnew(NEW)).isTrue();
  }

  @Test
  void aFileThatIsStillBeingWrittenIsNotRead() {
    assertThat(watch.glanced(HALF).isSettledAnew(NEW)).isFalse();
    assertThat(watch.glanced(HALF).glanced(NEW).isSettledAnew(NEW)).isTrue();
  }

  @Test
  void aChangeThatWasTakenBackIsNoChange() {
    Watch back = watch.glanced(NEW).glanced(OLD);

    assertThat(back).isEqualTo(watch);
    assertThat(back.isSettledAnew(NEW)).isFalse();
  }

  @Test
  void contentInUseOrRefusedIsNoNews() {
    assertThat(watch.isNews("a")).isFalse();
    assertThat(watch.isNews("b")).isTrue();
    Watch refused = watch.refused(NEW, "b");
    assertThat(refused.isNews("b")).isFalse();
    assertThat(refused.isNews("c")).isTrue();
    assertThat(refused.glanced(NEW).isSettledAnew(NEW)).isFalse();
    assertThat(refused.confirmed(OLD, "a").isNews("b")).isTrue();
  }
}
