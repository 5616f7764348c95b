package dev.fieldsync.gateway.deadletter;

import static dev.fieldsync.gateway.GatewayHarness.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.GatewayHarness;
import dev.fieldsync.gateway.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Promise: people see what was put aside for them, nobody else's, and decide on it once. */
class DeadLettersIT {

  private static final String PATH = "/api/dead-letters";
  private static final String NEWER =
      "{\"schemaVersion\":99,\"patch\":{\"n\":1e9999999,\"n\":1.10}}";

  private static GatewayHarness gateway;

  @BeforeAll
  static void start() {
    gateway = new GatewayHarness(List.of("fieldsync.gateway.jwt-secret=" + Tokens.SECRET));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forgetAll() {
    gateway.jdbc().update("delete from fieldsync.dead_letter");
  }

  @Test
  void aPageHasTheNewestFirstAndTheNextOneGoesOnWhereItEnded() {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.add(0, insert("acme", NEWER.getBytes(UTF_8)).toString());
    }
    insert("globex", "theirs".getBytes(UTF_8));

    List<String> seen = new ArrayList<>();
    String next = PATH + "?limit=2";
    for (int pages = 0; pages < 3; pages++) {
      JsonNode page = json(get(next, editor()));
      page.get("items").forEach(item -> seen.add(item.get("deadLetterId").stringValue()));
      JsonNode cursor = page.get("nextCursor");
      assertThat(cursor.isNull()).isEqualTo(pages == 2);
      next = PATH + "?limit=2&cursor=" + cursor.asString("");
    }

    assertThat(seen).isEqualTo(newestFirst);
  }

  @Test
  void aPageShowsTheBeginningOfAValueHoweverLongItIs() {
    insert("acme", "x".repeat(1_000_000).getBytes(UTF_8));
    insert("acme", null);

    JsonNode items = json(get(PATH, editor())).get("items");

    assertThat(items.get(0).has("excerpt")).isFalse();
    assertThat(items.get(1).get("excerpt").stringValue()).isEqualTo("x".repeat(200));
    assertThat(items.get(1).get("valueBytes").intValue()).isEqualTo(1_000_000);
  }

  @Test
  void aPageOfAStatusHasNoOther() {
    UUID dropped = insert("acme", NEWER.getBytes(UTF_8));
    UUID waiting = insert("acme", NEWER.getBytes(UTF_8));
    post(dropped, "drop", "{\"reason\":\"Test data\"}", editor());

    assertThat(ids(PATH + "?status=waiting", editor())).containsExactly(waiting.toString());
    assertThat(ids(PATH + "?status=dropped", editor())).containsExactly(dropped.toString());
    assertThat(ids(PATH + "?status=replayed", editor())).isEmpty();
    assertThat(ids(PATH, editor())).hasSize(2);
  }

  @Test
  void everythingOfADeadLetterIsShownAsItWas() {
    UUID letter = insert("acme", NEWER.getBytes(UTF_8));
    byte[] bytes = {0, (byte) 0xff, 'x'};
    UUID binary = insert("acme", bytes);
    UUID text = insert("acme", "no json".getBytes(UTF_8));
    UUID empty = insert("acme", null);

    HttpResponse<String> response = get(PATH + "/" + letter, editor());
    assertThat(response.body()).contains("\"value\":" + NEWER);
    JsonNode shown = json(response);
    assertThat(shown.get("reason").stringValue()).isEqualTo("schemaVersion is 99");
    assertThat(shown.get("kind").stringValue()).isEqualTo("unreadable");
    assertThat(shown.get("key").stringValue()).isEqualTo("the key");
    assertThat(shown.get("exceptionClass").stringValue()).isEqualTo("SomeException");
    assertThat(shown.get("origin").get("partition").intValue()).isEqualTo(3);
    assertThat(shown.get("headers").toString())
        .isEqualTo("[{\"name\":\"traceparent\",\"text\":\"abc\"}]");
    assertThat(shown.get("history").isEmpty()).isTrue();
    assertThat(json(get(PATH + "/" + binary, editor())).get("valueBase64").stringValue())
        .isEqualTo(Base64.getEncoder().encodeToString(bytes));
    assertThat(json(get(PATH + "/" + text, editor())).get("valueText").stringValue())
        .isEqualTo("no json");
    assertThat(json(get(PATH + "/" + empty, editor())).get("value").isNull()).isTrue();
  }

  @Test
  void anOrganizationSeesItsOwnAndAnOperatorAlsoThoseOfNone() {
    UUID ours = insert("acme", NEWER.getBytes(UTF_8));
    UUID theirs = insert("globex", NEWER.getBytes(UTF_8));
    UUID nobodys = insert(null, NEWER.getBytes(UTF_8));
    String operator = token("acme", "operator");

    assertThat(ids(PATH, editor())).containsExactly(ours.toString());
    assertThat(ids(PATH, operator)).containsExactly(nobodys.toString(), ours.toString());
    for (UUID hidden : List.of(theirs, nobodys)) {
      for (HttpResponse<String> response :
          List.of(
              get(PATH + "/" + hidden, editor()),
              post(hidden, "replay", "", editor()),
              post(hidden, "drop", "{\"reason\":\"r\"}", editor()))) {
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("title").stringValue()).isEqualTo("DeadLetterNotFound");
      }
    }
    assertThat(get(PATH + "/" + theirs, operator).statusCode()).isEqualTo(404);
    assertThat(get(PATH + "/" + nobodys, operator).statusCode()).isEqualTo(200);
    assertThat(post(nobodys, "drop", "{\"reason\":\"Noise\"}", operator).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aViewerReadsAndMayNotAct() {
    UUID letter = insert("acme", NEWER.getBytes(UTF_8));
    String viewer = token("acme", "viewer");

    assertThat(get(PATH + "/" + letter, viewer).statusCode()).isEqualTo(200);
    assertThat(post(letter, "replay", "", viewer).statusCode()).isEqualTo(403);
    assertThat(post(letter, "drop", "{\"reason\":\"r\"}", viewer).statusCode()).isEqualTo(403);
    assertThat(json(get(PATH + "/" + letter, viewer)).get("status").stringValue())
        .isEqualTo("waiting");
  }

  @Test
  void aDroppedOneStaysDroppedForItsFirstReason() {
    UUID letter = insert("acme", NEWER.getBytes(UTF_8));
    String reason = "{\"reason\":\"Sent twice by a broken client\"}";

    HttpResponse<String> first = post(letter, "drop", reason, editor());
    HttpResponse<String> again = post(letter, "drop", reason, editor());
    HttpResponse<String> other = post(letter, "drop", "{\"reason\":\"Other\"}", editor());
    HttpResponse<String> replayed = post(letter, "replay", "", editor());

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(json(first).get("decidedBy").stringValue()).isEqualTo("alice");
    assertThat(json(first).get("history")).hasSize(1);
    for (HttpResponse<String> refused : List.of(other, replayed)) {
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(json(refused).get("title").stringValue()).isEqualTo("DeadLetterDropped");
      assertThat(json(refused).get("detail").stringValue()).contains("broken client");
    }
    assertThat(published()).noneMatch(record -> letter.toString().equals(replayOf(record)));
  }

  @Test
  void anUnreadableOneIsPublishedAgainUnchangedAndMayNotBeDroppedAfterwards() {
    UUID letter = insert("acme", NEWER.getBytes(UTF_8));

    HttpResponse<String> replayed = post(letter, "replay", "", editor());
    HttpResponse<String> again = post(letter, "replay", "{}", editor());
    HttpResponse<String> dropped = post(letter, "drop", "{\"reason\":\"r\"}", editor());

    assertThat(replayed.statusCode()).isEqualTo(202);
    assertThat(json(replayed).get("deadLetterId").stringValue()).isEqualTo(letter.toString());
    assertThat(json(replayed).get("status").stringValue()).isEqualTo("replayed");
    assertThat(again.body()).isEqualTo(replayed.body());
    assertThat(dropped.statusCode()).isEqualTo(409);
    assertThat(json(dropped).get("title").stringValue()).isEqualTo("DeadLetterReplayed");
    assertThat(json(get(PATH + "/" + letter, editor())).get("history")).hasSize(2);
    List<ConsumerRecord<String, byte[]>> records =
        published().stream().filter(record -> letter.toString().equals(replayOf(record))).toList();
    assertThat(records).hasSize(2);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.key()).isEqualTo("the key");
              assertThat(new String(record.value(), UTF_8)).isEqualTo(NEWER);
              assertThat(record.headers())
                  .extracting(header -> header.key())
                  .containsExactly("traceparent", "fieldsync-replay-of");
            });
  }

  @Test
  void aRequestForFieldProcessingGoesBackToWhereItStood() {
    UUID letter = insert("acme", NEWER.getBytes(UTF_8));
    gateway
        .jdbc()
        .update(
            "update fieldsync.dead_letter set origin_topic = ? where id = ?",
            gateway.topics().fieldProcessing(),
            letter);

    HttpResponse<String> replayed = post(letter, "replay", "", editor());

    assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(202);
    assertThat(published()).noneMatch(record -> letter.toString().equals(replayOf(record)));
    assertThat(published(gateway.topics().fieldProcessing()))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo("the key");
              assertThat(new String(record.value(), UTF_8)).isEqualTo(NEWER);
              assertThat(replayOf(record)).isEqualTo(letter.toString());
            });
  }

  @Test
  void theStatusOfAnUpdateThatNoWorkerCouldReadIsFailedAndNamesTheDeadLetter() {
    UUID updateId = UUID.randomUUID();
    UUID letter = insert("acme", NEWER.getBytes(UTF_8));
    gateway
        .jdbc()
        .update("update fieldsync.dead_letter set update_id = ? where id = ?", updateId, letter);

    JsonNode waiting = json(get("/api/updates/" + updateId, editor()));
    int ofOthers = get("/api/updates/" + updateId, token("globex", "operator")).statusCode();
    post(letter, "replay", "", editor());
    gateway.jdbc().update("delete from fieldsync.dead_letter_action");
    JsonNode replayed = json(get("/api/updates/" + updateId, editor()));

    assertThat(ofOthers).isEqualTo(404);
    for (JsonNode status : List.of(waiting, replayed)) {
      assertThat(status.get("status").stringValue()).isEqualTo("failed");
      JsonNode problem = status.get("problem");
      assertThat(problem.get("title").stringValue()).isEqualTo("UpdateUnreadable");
      assertThat(problem.get("detail").stringValue()).contains(letter.toString());
    }
    assertThat(replayed.get("problem").get("detail").stringValue()).contains("It was replayed at");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=x",
        "status=gone",
        "status=",
        "cursor=!",
        "cursor=",
        "cursor=AAAA",
        "cursor=OTk5OTk5OTk5OTk5OTk5OS4tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLQ"
      })
  void aPageThatCannotBeMeantIsRefused(String query) {
    HttpResponse<String> response = get(PATH + "?" + query, editor());

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(json(response).get("errors").get(0).get("path").stringValue())
        .isEqualTo(query.substring(0, query.indexOf('=')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "drop   | ''                                | 400",
        "drop   | {}                                | 400",
        "drop   | {\"reason\":\"\"}                 | 400",
        "drop   | {\"reason\":\"  \"}               | 400",
        "drop   | {\"reason\":7}                    | 400",
        "drop   | {\"reason\":\"r\",\"why\":1}      | 400",
        "drop   | {\"reason\":\"a\",\"reason\":\"b\"} | 400",
        "drop   | {\"reason\":\"\\u0000\"}          | 400",
        "drop   | []                                | 400",
        "replay | {\"updateId\":\"x\"}              | 400",
        "replay | nonsense                          | 400",
      })
  void aBodyThatCannotBeMeantIsRefusedAndDecidesNothing(String action, String body, int status) {
    UUID letter = insert("acme", NEWER.getBytes(UTF_8));

    HttpResponse<String> response = post(letter, action, body, editor());

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(ids(PATH + "?status=waiting", editor())).containsExactly(letter.toString());
  }

  @Test
  void aReasonHasAtMostAThousandCharacters() {
    UUID letter = insert("acme", NEWER.getBytes(UTF_8));

    assertThat(post(letter, "drop", reason("\ud83d\ude00".repeat(1_001)), editor()).statusCode())
        .isEqualTo(400);
    assertThat(post(letter, "drop", reason("x".repeat(100_000)), editor()).statusCode())
        .isEqualTo(413);
    assertThat(post(letter, "drop", reason("\ud83d\ude00".repeat(1_000)), editor()).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1-1-1-1-1", "f17e5afe-0000-4000-8000-000000000001", "%00"})
  void anIdThatNamesNoDeadLetterIsNotFound(String id) {
    assertThat(get(PATH + "/" + id, editor()).statusCode()).isIn(400, 404);
    assertThat(post(PATH + "/" + id + "/replay", "", editor()).statusCode()).isIn(400, 404);
  }

  private static String reason(String text) {
    return "{\"reason\":\"" + text + "\"}";
  }

  private static String editor() {
    return token("acme", "editor");
  }

  private static String token(String organization, String... roles) {
    return Tokens.bearer(Tokens.SECRET, organization, List.of(roles), Duration.ofHours(1));
  }

  private static HttpResponse<String> get(String path, String token) {
    return gateway.get(path, "Authorization", token);
  }

  private static HttpResponse<String> post(UUID id, String action, String body, String token) {
    return post(PATH + "/" + id + "/" + action, body, token);
  }

  private static HttpResponse<String> post(String path, String body, String token) {
    return gateway.send("POST", path, body, "Authorization", token);
  }

  private static List<String> ids(String path, String token) {
    List<String> ids = new ArrayList<>();
    json(get(path, token))
        .get("items")
        .forEach(item -> ids.add(item.get("deadLetterId").stringValue()));
    return ids;
  }

  /** A row as a worker leaves it. */
  private static UUID insert(String organizationId, byte[] value) {
    UUID id = UUID.randomUUID();
    gateway
        .jdbc()
        .update(
            """
            insert into fieldsync.dead_letter
                   (id, origin_topic, origin_partition, origin_offset, origin_timestamp, kind,
                    reason, exception_class, record_key, record_value, record_headers,
                    organization_id)
            values (?, 'template-updates', 3, ?, 1750000000000, 'unreadable', 'schemaVersion is 99',
                    'SomeException', ?, ?,
                    '[{"name":"traceparent","value":"YWJj"},{"name":"kafka_dlt-x","value":"AA=="}]',
                    ?)
            """,
            id,
            id.getLeastSignificantBits() >>> 1,
            "the key".getBytes(UTF_8),
            value,
            organizationId);
    return id;
  }

  private static String replayOf(ConsumerRecord<String, byte[]> record) {
    return new String(record.headers().lastHeader("fieldsync-replay-of").value(), UTF_8);
  }

  private static List<ConsumerRecord<String, byte[]>> published() {
    return published(gateway.topics().templateUpdates());
  }

  private static List<ConsumerRecord<String, byte[]>> published(String topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", gateway.workspace().bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
