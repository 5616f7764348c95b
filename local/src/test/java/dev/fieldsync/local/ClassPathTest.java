package dev.fieldsync.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All services are on this class path. */
class ClassPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com/github/kagkarlsson/scheduler/Scheduler.class",
        "org/jobrunr/scheduling/JobScheduler.class",
        "jakarta/persistence/Entity.class"
      })
  void noServiceBringsWhatBenchmarksCompareItWith(String resource) {
    assertThat(getClass().getClassLoader().getResource(resource)).isNull();
  }
}
