package dev.fieldsync.scenarios.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CpuTimeTest {

  private static final String STAT =
      "4711 (odd) name (x)) S 1 4711 4711 0 -1 4194560 100 200 0 0 150 50 1000 500 20 0 1 0 99";

  @Test
  void theFieldsAreCountedAfterTheNameWhateverIsInIt() {
    assertThat(CpuTime.parse(STAT, 11, 12)).isEqualTo(2.0);
    assertThat(CpuTime.parse(STAT, 11, 12, 13, 14)).isEqualTo(17.0);
  }

  @Test
  void theMachineIsBusyWhenItIsNeitherIdleNorWaiting() {
    String stat = "cpu  100 10 50 9999 777 5 35 0 0 0\ncpu0 1 1 1 1 1 1 1 0 0 0\n";

    assertThat(CpuTime.parseMachine(stat)).isEqualTo(2.0);
  }

  @Test
  void aProcessThatDoesNotExistHasUsedNothing() {
    assertThat(CpuTime.seconds(Long.MAX_VALUE)).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theCompilersOfThisProcessHaveUsedPartOfItsTime() {
    long pid = ProcessHandle.current().pid();

    double compilers = CpuTime.compilerSeconds(pid);

    assertThat(compilers).isPositive().isLessThan(CpuTime.seconds(pid));
    assertThat(CpuTime.compilerSeconds(Long.MAX_VALUE)).isZero();
  }
}
