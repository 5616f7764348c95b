package dev.fieldsync.local.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StartupFailureTest {

  @Test
  void theMessageIsOneLine() {
    StartupFailure failure = new StartupFailure("FATAL: no\n  HINT: yes \n");

    assertThat(failure).hasMessage("FATAL: no HINT: yes");
  }

  @Test
  void theReasonOfAFailureIsWhatBeganIt() {
    Exception failure =
        new IllegalStateException("context", new IOException("Address already in use"));

    assertThat(StartupFailure.reason(failure)).isEqualTo("Address already in use");
  }

  @Test
  void aFailureWithoutAMessageIsNamedByItsType() {
    assertThat(StartupFailure.reason(new IllegalStateException()))
        .isEqualTo("IllegalStateException");
  }
}
