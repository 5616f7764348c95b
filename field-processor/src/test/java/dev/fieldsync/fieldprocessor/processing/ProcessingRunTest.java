package dev.fieldsync.fieldprocessor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.history.CurrentTemplate;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.processing.ProcessingCooldown;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ProcessingRunTest {

  private static final UUID TEMPLATE = new UUID(1, 2);
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-25T10:00:00.123456Z");
  private static final String DOCUMENT =
      "{\"name\":\"T\",\"sections\":[],\"field_definitions\":{\"f\":{\"type\":\"text\"}}}";
  private static final int SNAPSHOT_EVERY = 10;
  private static final long MAX_LENGTH = 2_000;

  private final ProcessingRun run =
      new ProcessingRun(
          new ProcessingCooldown(Duration.ofSeconds(5)),
          new ProcessorProperties(
              1, 1, Duration.ofMillis(100), Duration.ofSeconds(1), 1, MAX_LENGTH, SNAPSHOT_EVERY));

  private static CurrentTemplate template(
      String document, long revision, boolean foreign, OffsetDateTime lastUserUpdate) {
    return new CurrentTemplate(
        TEMPLATE,
        "acme",
        (ObjectNode) Json.parse(document),
        document.length(),
        revision + "-00000000",
        "1",
        revision,
        foreign,
        false,
        NOW.minusDays(1),
        lastUserUpdate,
        NOW);
  }

  private Verdict decide(CurrentTemplate template) {
    Claim claim =
        new Claim(TEMPLATE, "acme", 1, 0, Instant.EPOCH, false, List.of(), false, null, 0, 0);
    return run.decide(claim, template, null, (field, key, value) -> false, () -> new UUID(3, 4));
  }

  @Test
  void aUserUpdateIsRecentUntilTheWholeCooldownIsOver() {
    assertThat(decide(template(DOCUMENT, 1, false, NOW.minusSeconds(5))))
        .isInstanceOf(Verdict.Write.class);
    assertThat(decide(template(DOCUMENT, 1, false, NOW.minusSeconds(5).plusNanos(1_000))))
        .isEqualTo(new Verdict.TooEarly(1, "1-00000000"));
    assertThat(decide(template(DOCUMENT, 1, false, NOW)))
        .isEqualTo(new Verdict.TooEarly(5_000, "1-00000000"));
  }

  @Test
  void aTemplateThatNoUserEverChangedIsNotRecent() {
    assertThat(decide(template(DOCUMENT, 1, false, null))).isInstanceOf(Verdict.Write.class);
  }

  @Test
  void aUserUpdateInAFutureThatNeverComesIsLookedAtAgainAfterADay() {
    assertThat(decide(template(DOCUMENT, 1, false, OffsetDateTime.MAX)))
        .isEqualTo(new Verdict.TooEarly(Duration.ofDays(1).toMillis(), "1-00000000"));
  }

  @Test
  void aTemplateThatIsGoneIsGone() {
    assertThat(decide(null)).isInstanceOf(Verdict.Gone.class);
  }

  @Test
  void theHistoryKeepsTheWholeDocumentAfterAForeignWriteAndEverySoMany() {
    assertThat(written(template(DOCUMENT, 3, false, null)).base()).isNull();
    assertThat(written(template(DOCUMENT, 3, true, null)).base()).isEqualTo(DOCUMENT);
    assertThat(written(template(DOCUMENT, SNAPSHOT_EVERY - 1, false, null)).base())
        .isEqualTo(DOCUMENT);
  }

  @Test
  void theVersionFollowsTheOneThatItIsDerivedFrom() {
    DerivedVersion version = written(template(DOCUMENT, 3, false, null));

    assertThat(version.processed().revision()).isEqualTo(4);
    assertThat(version.processed().version()).startsWith("4-");
    assertThat(version.changedPaths())
        .allSatisfy(path -> assertThat(path).startsWith("/field_definitions/f/"));
  }

  @Test
  void aTemplateThatWouldGrowTooLargeIsNotWritten() {
    String large = DOCUMENT.replace("\"T\"", "\"" + "x".repeat((int) MAX_LENGTH) + "\"");

    assertThat(decide(template(large, 1, false, null)))
        .isInstanceOfSatisfying(
            Verdict.Impossible.class,
            impossible -> assertThat(impossible.reason()).contains("2000 characters"));
  }

  private DerivedVersion written(CurrentTemplate template) {
    return ((Verdict.Write) decide(template)).version();
  }
}
