package dev.fieldsync.updateworker.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.Precondition;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class TemplateFoldTest {

  private static final UUID TEMPLATE = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Topics TOPICS = new Topics("");

  private final Map<UUID, TemplateEvent> decidedBefore = new HashMap<>();

  @Test
  void manyRequestsBecomeOneDocumentAndAVersionEach() {
    TemplateFold fold = fold(null, 1_000);

    fold.add(request(Operation.CREATE, "acme", "{\"name\":\"N\"}", null));
    fold.add(request(Operation.MERGE, "acme", "{\"sections\":[]}", null));
    fold.add(request(Operation.MERGE, "acme", "{\"name\":\"M\"}", null));

    assertThat(fold.changedDocument()).hasToString("{\"name\":\"M\",\"sections\":[]}");
    assertThat(fold.decisions())
        .extracting(decided -> decided.event().revision())
        .containsExactly(1L, 2L, 3L);
    assertThat(fold.decisions().get(2).event().previousVersion())
        .isEqualTo(fold.decisions().get(1).event().version());
    assertThat(fold.version()).isEqualTo(fold.decisions().get(2).event().version());
  }

  @Test
  void whatIsRefusedLeavesTheOthersAlone() {
    TemplateFold fold = fold(stored("{\"name\":\"N\"}", 7, false), 1_000);
    Precondition gone = new Precondition(Precondition.Source.BODY, List.of("6-00000000"));

    fold.add(request(Operation.MERGE, "acme", "{\"name\":\"late\"}", gone));
    fold.add(request(Operation.MERGE, "globex", "{\"name\":\"foreign\"}", null));
    fold.add(request(Operation.CREATE, "acme", "{\"name\":\"again\"}", null));
    fold.add(request(Operation.MERGE, "acme", "{\"name\":\"in order\"}", null));

    assertThat(fold.decisions())
        .extracting(decided -> decided.event().status())
        .containsExactly(
            UpdateStatus.CONFLICT,
            UpdateStatus.REJECTED,
            UpdateStatus.CONFLICT,
            UpdateStatus.APPLIED);
    assertThat(fold.decisions().get(3).event().revision()).isEqualTo(8);
    assertThat(fold.changedDocument()).hasToString("{\"name\":\"in order\"}");
  }

  @Test
  void aRequestThatIsThereTwiceIsAppliedOnce() {
    TemplateFold fold = fold(stored("{\"name\":\"N\"}", 1, false), 1_000);
    ReceivedUpdate update = request(Operation.MERGE, "acme", "{\"name\":\"M\"}", null);

    fold.add(update);
    fold.add(update);

    assertThat(fold.decisions().get(0).record()).isNotNull();
    assertThat(fold.decisions().get(1).record()).isNull();
    assertThat(fold.decisions().get(1).event()).isEqualTo(fold.decisions().get(0).event());
    assertThat(fold.decisions().get(1).event().revision()).isEqualTo(2);
  }

  @Test
  void theHistoryKeepsAWholeDocumentWhereItCannotBeRebuiltOrEveryFifty() {
    TemplateFold fold = fold(stored("{\"name\":\"foreign\"}", 47, true), 1_000);

    for (int i = 0; i < 4; i++) {
      fold.add(request(Operation.MERGE, "acme", "{\"name\":\"" + i + "\"}", null));
    }

    assertThat(fold.decisions())
        .extracting(decided -> decided.record().base())
        .containsExactly("{\"name\":\"foreign\"}", null, "{\"name\":\"1\"}", null);
  }

  @Test
  void aTemplateMayNotGrowBeyondTheLimitButATooLargeOneMayShrink() {
    TemplateFold small = fold(stored("{\"name\":\"N\"}", 1, false), 40);
    small.add(request(Operation.MERGE, "acme", "{\"name\":\"" + "x".repeat(40) + "\"}", null));
    small.add(request(Operation.MERGE, "acme", "{\"name\":\"ok\"}", null));
    assertThat(small.decisions())
        .extracting(decided -> decided.event().status())
        .containsExactly(UpdateStatus.REJECTED, UpdateStatus.APPLIED);
    assertThat(small.decisions().get(0).event().problem().status()).isEqualTo(413);

    TemplateFold large = fold(stored("{\"name\":\"" + "x".repeat(60) + "\"}", 1, false), 40);
    large.add(request(Operation.MERGE, "acme", "{\"name\":\"" + "x".repeat(50) + "\"}", null));
    assertThat(large.decisions().get(0).event().status()).isEqualTo(UpdateStatus.APPLIED);
  }

  private TemplateFold fold(TemplateState before, long maxLength) {
    UndecidedUpdates undecided = new UndecidedUpdates(List.of(), NOW);
    undecided.beginAttempt();
    return new TemplateFold(
        TEMPLATE, before, decidedBefore, new UpdateAttempt(undecided, NOW, NOW, maxLength));
  }

  private static TemplateState stored(String document, long revision, boolean foreign) {
    return new TemplateState(
        TEMPLATE,
        "acme",
        (ObjectNode) Json.parse(document),
        document.length(),
        revision + "-00000000",
        "1",
        revision,
        foreign);
  }

  private static ReceivedUpdate request(
      Operation operation, String organization, String patch, Precondition precondition) {
    return HeldUpdates.of(
        UpdateRequest.of(
            UUID.randomUUID(),
            TEMPLATE,
            organization,
            "tester",
            operation,
            (ObjectNode) Json.parse(patch),
            precondition,
            NOW),
        TOPICS);
  }
}
