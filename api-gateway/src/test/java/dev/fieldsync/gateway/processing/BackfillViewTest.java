package dev.fieldsync.gateway.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.processing.Backfill.Status;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackfillViewTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private static BackfillView view(Status status, long total, long changed, long elapsedMs) {
    return BackfillView.of(
        new Backfill(
            UUID.randomUUID(),
            new Scope("acme"),
            status,
            total,
            changed,
            changed,
            0,
            0,
            0,
            100,
            false,
            "alice",
            START,
            "alice",
            START,
            null,
            elapsedMs));
  }

  @Test
  void theTimeLeftIsThatOfTheRateSoFarButNeverLessThanAllowed() {
    assertThat(view(Status.RUNNING, 1_000, 0, 60_000).etaMs()).isEqualTo(10_000);
    assertThat(view(Status.RUNNING, 1_000, 500, 50_000).etaMs()).isEqualTo(50_000);
    assertThat(view(Status.RUNNING, 1_000, 500, 10).etaMs()).isEqualTo(5_000);
    assertThat(view(Status.RUNNING, 1_000, 1_001, 10).etaMs()).isZero();
    assertThat(view(Status.PAUSED, 1_000, 500, 10).etaMs()).isNull();
  }

  @Test
  void theShareIsWholeOnlyWhenItIsDone() {
    assertThat(view(Status.RUNNING, 0, 0, 10).done()).isZero();
    assertThat(view(Status.RUNNING, 30_000, 29_999, 10).done()).isEqualTo(0.9999);
    assertThat(view(Status.CANCELLED, 4, 1, 10).done()).isEqualTo(0.25);
    assertThat(view(Status.DONE, 0, 0, 10).done()).isEqualTo(1);
    assertThat(view(Status.DONE, 10, 9, 10).done()).isEqualTo(1);
  }
}
