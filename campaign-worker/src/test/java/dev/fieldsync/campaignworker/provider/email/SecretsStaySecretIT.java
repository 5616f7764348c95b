package dev.fieldsync.campaignworker.provider.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.simulators.traffic.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SecretsStaySecretIT {

  private static final String KEY = "SG.this-must-never-be-seen";

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DONE_TWICE"})
  void no_failure_shows_the_key(Fault fault, CapturedOutput output) {
    CallLimits hasty = new CallLimits(10, Duration.ofSeconds(1), Duration.ofMillis(200));
    try (SendGridFixture fixture = new SendGridFixture(hasty, KEY, null)) {
      fixture.sendGrid.server().failNext(fault);

      String result = fixture.send("job-1", "ann@example.com").toString();

      assertThat(result).doesNotContain(KEY);
      assertThat(output.getAll()).doesNotContain(KEY);
    }
  }

  @Test
  void a_refused_key_is_named_and_not_shown_and_the_job_may_try_again(CapturedOutput output) {
    CallLimits limits = new CallLimits(10, Duration.ofSeconds(1), Duration.ofSeconds(10));
    try (SendGridFixture fixture = new SendGridFixture(limits, KEY, null)) {
      String result = fixture.send("job-1", "ann@example.com").toString();

      assertThat(result).startsWith("Transient").contains("authorization").doesNotContain(KEY);
      assertThat(output.getAll()).doesNotContain(KEY);
    }
  }
}
