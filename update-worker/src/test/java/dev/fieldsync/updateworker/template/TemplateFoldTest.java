package dev.fieldsync.updateworker.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.history.CurrentTemplate;
import dev.fieldsync.shared.history.HistoricTemplate;
import dev.fieldsync.shared.history.PatchFormat;
import dev.fieldsync.shared.history.VersionKey;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.merge.Conflict;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.Precondition;
import dev.fieldsync.shared.update.Source;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateRequest.Against;
import dev.fieldsync.shared.update.UpdateStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TemplateFoldTest {

  private static final UUID TEMPLATE = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Topics TOPICS = new Topics("");

  private final Map<UUID, TemplateEvent> decidedBefore = new HashMap<>();
  private final Map<VersionKey, HistoricTemplate> documents = new HashMap<>();
  private final Map<UUID, Set<String>> sinceUser = new HashMap<>();
  private final Map<UUID, SortedMap<Long, JsonNode>> background = new HashMap<>();

  @Test
  void manyRequestsBecomeOneDocumentAndAVersionEach() {
    TemplateFold fold = fold(null, 1_000);

    fold.add(request(Operation.CREATE, "acme", "{\"name\":\"N\"}", Against.ANY));
    fold.add(request(Operation.MERGE, "acme", "{\"sections\":[]}", Against.ANY));
    fold.add(request(Operation.MERGE, "acme", "{\"name\":\"M\"}", Against.ANY));

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

    fold.add(request(Operation.MERGE, "acme", "{\"name\":\"late\"}", Against.strictly(gone)));
    fold.add(request(Operation.MERGE, "globex", "{\"name\":\"foreign\"}", Against.ANY));
    fold.add(request(Operation.CREATE, "acme", "{\"name\":\"again\"}", Against.ANY));
    fold.add(request(Operation.MERGE, "acme", "{\"name\":\"in order\"}", Against.ANY));

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
    ReceivedUpdate update = request(Operation.MERGE, "acme", "{\"name\":\"M\"}", Against.ANY);

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
      fold.add(request(Operation.MERGE, "acme", "{\"name\":\"" + i + "\"}", Against.ANY));
    }

    assertThat(fold.decisions())
        .extracting(decided -> decided.record().step().base())
        .extracting(base -> base == null ? null : base.document())
        .containsExactly("{\"name\":\"foreign\"}", null, "{\"name\":\"1\"}", null);
  }

  @Test
  void aTemplateMayNotGrowBeyondTheLimitButATooLargeOneMayShrink() {
    TemplateFold small = fold(stored("{\"name\":\"N\"}", 1, false), 40);
    small.add(
        request(Operation.MERGE, "acme", "{\"name\":\"" + "x".repeat(40) + "\"}", Against.ANY));
    small.add(request(Operation.MERGE, "acme", "{\"name\":\"ok\"}", Against.ANY));
    assertThat(small.decisions())
        .extracting(decided -> decided.event().status())
        .containsExactly(UpdateStatus.REJECTED, UpdateStatus.APPLIED);
    assertThat(small.decisions().get(0).event().problem().status()).isEqualTo(413);

    TemplateFold large = fold(stored("{\"name\":\"" + "x".repeat(60) + "\"}", 1, false), 40);
    large.add(
        request(Operation.MERGE, "acme", "{\"name\":\"" + "x".repeat(50) + "\"}", Against.ANY));
    assertThat(large.decisions().get(0).event().status()).isEqualTo(UpdateStatus.APPLIED);
  }

  @Test
  void aThreeWayMergeKeepsBothSidesAndListsWhatBothHadChanged() {
    remember("1-00000000", "{\"name\":\"base\",\"sections\":[{\"id\":\"a\",\"title\":\"A\"}]}");
    TemplateFold fold =
        fold(
            stored(
                "{\"name\":\"theirs\",\"sections\":[{\"id\":\"a\",\"title\":\"A\"},{\"id\":\"b\"}]}",
                4,
                false),
            1_000);

    fold.add(
        request(
            Operation.MERGE,
            "{\"name\":\"yours\",\"sections\":[{\"id\":\"a\",\"title\":\"A!\"}]}",
            Against.base("1-00000000")));

    assertThat(fold.changedDocument())
        .hasToString(
            "{\"name\":\"yours\",\"sections\":[{\"id\":\"a\",\"title\":\"A!\"},{\"id\":\"b\"}]}");
    TemplateEvent event = fold.decisions().get(0).event();
    assertThat(event.conflicts()).extracting(Conflict::path).containsExactly("/name");
    assertThat(event.changedPaths()).containsExactlyInAnyOrder("/name", "/sections/0/title");
    assertThat(fold.decisions().get(0).record().step().format()).isEqualTo(PatchFormat.JSON_PATCH);
  }

  @Test
  void aBaseThatTheHistoryDoesNotReachIsSaidAndNothingIsWritten() {
    TemplateFold fold = fold(stored("{\"name\":\"N\"}", 9, false), 1_000);

    fold.add(request(Operation.MERGE, "{\"name\":\"M\"}", Against.base("3-00000000")));

    TemplateEvent event = fold.decisions().get(0).event();
    assertThat(event.status()).isEqualTo(UpdateStatus.CONFLICT);
    assertThat(event.problem().title()).isEqualTo("BaseVersionUnknown");
    assertThat(event.problem().status()).isEqualTo(409);
    assertThat(event.problem().currentVersion()).isEqualTo("9-00000000");
    assertThat(fold.changedDocument()).isNull();
  }

  @Test
  void theVersionThatIsStoredIsAlwaysKnownAsABaseEvenAfterAnotherChangeOfThePoll() {
    TemplateFold fold = fold(stored("{\"name\":\"N\",\"sections\":[]}", 9, false), 1_000);

    fold.add(request(Operation.MERGE, "{\"sections\":[{\"id\":\"s\"}]}", Against.ANY));
    fold.add(request(Operation.MERGE, "{\"name\":\"M\"}", Against.base("9-00000000")));

    assertThat(fold.changedDocument())
        .hasToString("{\"name\":\"M\",\"sections\":[{\"id\":\"s\"}]}");
    assertThat(fold.decisions().get(1).event().conflicts()).isEmpty();
  }

  @Test
  void aJsonPatchIsAppliedWholeOrNotAtAll() {
    TemplateFold fold = fold(stored("{\"name\":\"N\",\"sections\":[]}", 2, false), 1_000);

    fold.add(
        request(
            Operation.JSON_PATCH,
            """
            [{"op": "test", "path": "/version", "value": "2-00000000"},
             {"op": "test", "path": "/inspection_variants", "value": null},
             {"op": "add", "path": "/sections/-", "value": {"id": "s", "note": null}},
             {"op": "replace", "path": "/inspection_variants", "value": [{"id": "v"}]}]
            """,
            Against.ANY));
    fold.add(
        request(
            Operation.JSON_PATCH,
            """
            [{"op": "replace", "path": "/name", "value": "M"},
             {"op": "test", "path": "/sections/0/id", "value": "other"}]
            """,
            Against.ANY));
    fold.add(
        request(
            Operation.JSON_PATCH,
            "[{\"op\": \"remove\", \"path\": \"/sections/7\"}]",
            Against.ANY));
    fold.add(
        request(Operation.JSON_PATCH, "[{\"op\": \"remove\", \"path\": \"/name\"}]", Against.ANY));
    fold.add(
        request(
            Operation.JSON_PATCH,
            "[{\"op\": \"copy\", \"from\": \"/sections/0\", \"path\": \"/sections/-\"}]",
            Against.ANY));

    assertThat(fold.changedDocument())
        .hasToString(
            "{\"name\":\"N\",\"sections\":[{\"id\":\"s\",\"note\":null}],"
                + "\"inspection_variants\":[{\"id\":\"v\"}]}");
    assertThat(fold.decisions())
        .extracting(decided -> decided.event().problem())
        .extracting(problem -> problem == null ? "applied" : problem.title() + problem.status())
        .containsExactly(
            "applied",
            "PatchTestFailed409",
            "PatchFailed409",
            "ValidationError400",
            "ValidationError400");
    assertThat(fold.decisions().get(1).event().problem().detail()).contains("Operation 1 (test)");
    assertThat(fold.decisions().get(1).event().problem().errors().get(0).path()).isEqualTo("/1");
  }

  @Test
  void aJsonPatchThatMultipliesTheDocumentIsRefusedBeforeItIsWrittenOut() {
    TemplateFold fold =
        fold(stored("{\"name\":\"N\",\"field_definitions\":{\"a\":{}}}", 2, false), 1_000);

    fold.add(request(Operation.JSON_PATCH, doubling(12), Against.ANY));
    fold.add(request(Operation.JSON_PATCH, doubling(60), Against.ANY));

    assertThat(fold.decisions())
        .extracting(decided -> decided.event().problem().title())
        .containsExactly("TemplateTooLarge", "PatchFailed");
  }

  private static String doubling(int times) {
    return IntStream.range(0, times)
        .mapToObj(
            i ->
                "{\"op\":\"copy\",\"from\":\"/field_definitions\",\"path\":\"/field_definitions/c%d\"}"
                    .formatted(i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aRollbackBringsBackWhatWasThereAndMergesWhenItHasABase() {
    remember("1-00000000", "{\"name\":\"first\",\"sections\":[]}");
    remember("2-00000000", "{\"name\":\"second\",\"sections\":[]}");
    String before = "{\"name\":\"second\",\"sections\":[{\"id\":\"new\"}]}";
    TemplateFold whole = fold(stored(before, 3, false), 1_000);
    TemplateFold merged = fold(stored(before, 3, false), 1_000);

    whole.add(request(Operation.ROLLBACK, "{\"toVersion\":\"1-00000000\"}", Against.ANY));
    whole.add(request(Operation.ROLLBACK, "{\"toVersion\":\"0-gone\"}", Against.ANY));
    merged.add(
        request(Operation.ROLLBACK, "{\"toVersion\":\"1-00000000\"}", Against.base("2-00000000")));

    assertThat(whole.changedDocument())
        .isEqualTo(Json.parse("{\"name\":\"first\",\"sections\":[],\"field_definitions\":{}}"));
    assertThat(whole.decisions().get(0).event().source()).isEqualTo(Source.ROLLBACK);
    assertThat(whole.decisions().get(0).event().revision()).isEqualTo(4);
    assertThat(whole.decisions().get(1).event().problem().title()).isEqualTo("VersionNotFound");
    assertThat(merged.changedDocument())
        .isEqualTo(
            Json.parse(
                "{\"name\":\"first\",\"sections\":[{\"id\":\"new\"}],\"field_definitions\":{}}"));
  }

  @Test
  void backgroundRevisionsDoNotMakeAStrictUpdateFailButAUsersDo() {
    sinceUser.put(TEMPLATE, Set.of("3-00000000", "4-00000000"));
    TemplateFold fold = fold(stored("{\"name\":\"N\"}", 5, false), 1_000);
    Precondition seen = new Precondition(Precondition.Source.IF_MATCH, List.of("3-00000000"));

    fold.add(request(Operation.MERGE, "acme", "{\"name\":\"first\"}", Against.strictly(seen)));
    fold.add(request(Operation.MERGE, "acme", "{\"name\":\"second\"}", Against.strictly(seen)));

    assertThat(fold.decisions())
        .extracting(decided -> decided.event().status())
        .containsExactly(UpdateStatus.APPLIED, UpdateStatus.CONFLICT);
  }

  @Test
  void whatTheBackgroundWroteIsNobodysChangeInAMerge() {
    remember(
        "1-00000000",
        "{\"name\":\"T\",\"field_definitions\":{\"a\":{\"label\":\"A\"},\"b\":{\"label\":\"B\"}}}");
    background.put(
        TEMPLATE,
        new TreeMap<>(
            Map.of(2L, Json.parse("{\"a\":{\"processed\":true},\"b\":{\"processed\":true}}"))));
    CurrentTemplate stored =
        stored(
            """
            {"name":"T","field_definitions":{"a":{"label":"A","processed":true},\
            "b":{"label":"B","processed":true}}}""",
            2,
            false);

    TemplateFold removed = fold(stored, 10_000);
    removed.add(
        request(
            Operation.MERGE,
            "{\"field_definitions\":{\"a\":null,\"b\":{\"processed\":\"mine\"}}}",
            Against.base("1-00000000")));

    TemplateEvent event = removed.decisions().get(0).event();
    assertThat(event.conflicts()).isEmpty();
    assertThat(removed.changedDocument().path("field_definitions").toString())
        .isEqualTo("{\"b\":{\"label\":\"B\",\"processed\":\"mine\"}}");
  }

  private void remember(String version, String document) {
    documents.put(
        new VersionKey(TEMPLATE, version),
        new HistoricTemplate(
            TEMPLATE, "acme", version, (ObjectNode) Json.parse(document), null, null));
  }

  private TemplateFold fold(CurrentTemplate before, long maxLength) {
    UndecidedUpdates undecided = new UndecidedUpdates(List.of(), NOW);
    undecided.beginAttempt();
    return new TemplateFold(
        TEMPLATE,
        before,
        new KnownHistory(decidedBefore, documents, sinceUser, background),
        new UpdateAttempt(undecided, NOW, NOW, maxLength, 50));
  }

  private static CurrentTemplate stored(String document, long revision, boolean foreign) {
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
        null,
        null,
        OffsetDateTime.parse("2026-11-25T01:00:00Z"));
  }

  private static ReceivedUpdate request(Operation operation, String patch, Against against) {
    return request(operation, "acme", patch, against);
  }

  private static ReceivedUpdate request(
      Operation operation, String organization, String patch, Against against) {
    return HeldUpdates.of(
        UpdateRequest.of(
            UUID.randomUUID(),
            TEMPLATE,
            organization,
            "tester",
            operation,
            Json.parse(patch),
            against,
            NOW),
        TOPICS);
  }
}
