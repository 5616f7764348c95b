package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.JavaProcess;
import dev.fieldsync.local.journey.ApiClient.Answer;
import dev.fieldsync.shared.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Promise: the background processing never steps on a user. Users edit at random moments around the
 * end of the cooldown of their edit before, which is when three processors want to write; one of
 * them is killed or paused for longer than its lease again and again.
 */
class FieldProcessingRaceIT {

  private static final long SEED = Long.getLong("fieldsync.test.seed", System.nanoTime());
  private static final int TEMPLATES = 10;
  private static final int ROUNDS = 20;
  private static final int COOLDOWN_MS = 1_000;
  private static final int CONNECTIONS = 4;

  private static final List<String> DERIVED =
      List.of("processed", "processedAt", "usedInSections", "problems");

  private final Cluster cluster = new Cluster();
  private final AtomicBoolean racing = new AtomicBoolean(true);

  /** What the user of one template did last, and was told. */
  private record LastEdit(UUID templateId, String value, String version) {}

  @Test
  void everyUserValueIsTheLastAcknowledgedOneAndEveryTemplateIsProcessed(@TempDir Path directory)
      throws Exception {
    System.out.println("seed: " + SEED);
    String[] settings = {
      "fieldsync.processing.cooldown=" + COOLDOWN_MS + "ms",
      "fieldsync.field-processor.lease=1s",
      "fieldsync.field-processor.poll-interval=20ms",
      "spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS
    };
    try (cluster) {
      List<ApiClient> gateways = List.of(cluster.startGateway(), cluster.startGateway());
      cluster.startWorker(settings);
      cluster.startProcessor(settings);
      cluster.startProcessor(settings);
      cluster.awaitAssignment();
      ExecutorService others = Executors.newCachedThreadPool();
      Future<Integer> disturbances = others.submit(() -> disturb(directory, settings));

      List<LastEdit> edits = race(gateways);

      racing.set(false);
      int times = disturbances.get(2, TimeUnit.MINUTES);
      others.shutdown();
      check(edits, times);
    }
  }

  private int disturb(Path directory, String... settings) throws Exception {
    Random random = new Random(SEED + 1);
    int times = 0;
    while (racing.get()) {
      try (JavaProcess processor = cluster.startProcessorProcess(directory, settings)) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> !racing.get() || allTakePart() || !processor.isAlive());
        assertThat(processor.isAlive()).as(processor.output()).isTrue();
        if (random.nextBoolean()) {
          processor.pause();
          pace(1_500);
          processor.resume();
          pace(random.nextInt(500));
        }
        times++;
      }
    }
    return times;
  }

  /** A third processor has its connections to the database. */
  private boolean allTakePart() {
    return jdbc()
        .queryForObject(
            """
            select count(*) > ?
              from pg_stat_activity
             where application_name = 'fieldsync-field-processor'
               and datname = current_database()
            """,
            Boolean.class,
            2 * CONNECTIONS);
  }

  private List<LastEdit> race(List<ApiClient> gateways) throws Exception {
    ScheduledExecutorService users = Executors.newScheduledThreadPool(TEMPLATES);
    try {
      List<Future<LastEdit>> ends = new ArrayList<>();
      for (int i = 0; i < TEMPLATES; i++) {
        Random random = new Random(SEED + 100 + i);
        ApiClient gateway = gateways.get(i % gateways.size());
        ends.add(users.submit(() -> edit(gateway, random)));
      }
      List<LastEdit> edits = new ArrayList<>();
      for (Future<LastEdit> end : ends) {
        edits.add(end.get(3, TimeUnit.MINUTES));
      }
      return edits;
    } finally {
      users.shutdownNow();
    }
  }

  private LastEdit edit(ApiClient gateway, Random random) {
    UUID id = UUID.randomUUID();
    Answer created =
        gateway.post(
            "/api/templates",
            """
            {"id": "%s", "name": "v0",
             "sections": [{"id": "s0", "title": "S", "fields": ["f"]}],
             "field_definitions": {"f": {"id": "f", "type": "text", "label": "v0"},
                                   "g": {"id": "g", "type": "select", "label": "G"}}}
            """
                .formatted(id));
    assertThat(created.status()).isEqualTo(201);
    String version =
        created.json().path("newVersion").asString(created.json().path("version").asString(""));
    String path = "/api/templates/" + id;
    String value = "v0";
    long sent = System.nanoTime();
    for (int round = 1; round <= ROUNDS; round++) {
      long sinceSent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
      pace(COOLDOWN_MS - 100 + random.nextInt(250) - sinceSent);
      sent = System.nanoTime();
      value = "v" + round;
      String body =
          """
          {"name": "%1$s", "sections": [{"id": "s%2$d", "title": "S", "fields": ["f"]}],
           "field_definitions": {"f": {"label": "%1$s"}}}
          """
              .formatted(value, round);
      // A strict user has seen nobody but himself; what the background did is not his concern.
      Answer answer =
          random.nextBoolean()
              ? gateway.patch(path, body, "If-Match", "\"" + version + "\"")
              : gateway.patch(path, body);
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
      version = answer.text("newVersion");
      JsonNode read = gateway.get(path).json();
      assertThat(read.path("name").stringValue()).isEqualTo(value);
    }
    return new LastEdit(id, value, version);
  }

  /** The rhythm of the race, not a wait for anything. */
  private static void pace(long milliseconds) {
    new CompletableFuture<>()
        .completeOnTimeout(null, Math.max(1, milliseconds), TimeUnit.MILLISECONDS)
        .join();
  }

  private JdbcTemplate jdbc() {
    return new JdbcTemplate(cluster.workspace().dataSource());
  }

  private void check(List<LastEdit> edits, int disturbances) {
    JdbcTemplate jdbc = jdbc();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.queryForObject("select count(*) from fieldsync.field_processing", Long.class)
                    == 0);
    for (LastEdit edit : edits) {
      Map<String, Object> row =
          jdbc.queryForMap(
              """
              select t.name, t.sections::text, t.field_definitions::text, t.version,
                     p.version as processed_version
                from template_library t
                join fieldsync.processed_template p on p.template_id = t.id
               where t.id = ?
              """,
              edit.templateId());
      assertThat(row)
          .containsEntry("name", edit.value())
          .containsEntry("processed_version", row.get("version"));
      JsonNode definitions = Json.parse((String) row.get("field_definitions"));
      JsonNode field = definitions.path("f");
      assertThat(field.path("label").stringValue()).isEqualTo(edit.value());
      assertThat(field.path("usedInSections").valueStream().map(JsonNode::stringValue))
          .containsExactly("s" + ROUNDS);
      assertThat(definitions.path("g").path("processed").booleanValue()).isTrue();
      checkHistory(jdbc, edit.templateId());
    }
    Map<String, Object> counts =
        jdbc.queryForMap(
            """
            select count(*) filter (where source = 'user') as edits,
                   count(*) filter (where source = 'background') as runs,
                   count(*) filter (where attempts @> '[{"outcome": "version-miss"}]')
                     as edits_that_met_a_run
              from fieldsync.template_update
            """);
    System.out.printf(
        "%d rounds: %s, processors killed or paused %d times%n",
        TEMPLATES * ROUNDS, counts, disturbances);
    assertThat(counts).containsEntry("edits", (long) TEMPLATES * (ROUNDS + 1));
    assertThat(disturbances).isPositive();
  }

  private static void checkHistory(JdbcTemplate jdbc, UUID templateId) {
    List<Map<String, Object>> history =
        jdbc.queryForList(
            """
            select revision, source, patch::text, version, previous_version,
                   decided_at >= last_user_update + make_interval(secs => ?) as is_quiet
              from fieldsync.template_update
             where template_id = ? and revision is not null
             order by revision
            """,
            COOLDOWN_MS / 1_000.0,
            templateId);
    String version = null;
    String source = "";
    for (int i = 0; i < history.size(); i++) {
      Map<String, Object> entry = history.get(i);
      assertThat(entry).containsEntry("revision", i + 1L);
      assertThat(entry.get("previous_version")).isEqualTo(version);
      if (entry.get("source").equals("background")) {
        assertThat(entry).as("not before the cooldown is over").containsEntry("is_quiet", true);
        assertThat(source).as("no version is processed twice").isEqualTo("user");
        JsonNode patch = Json.parse((String) entry.get("patch"));
        assertThat(patch.propertyNames()).containsExactly("field_definitions");
        patch
            .get("field_definitions")
            .forEach(field -> assertThat(DERIVED).containsAll(field.propertyNames()));
      }
      version = (String) entry.get("version");
      source = (String) entry.get("source");
    }
  }
}
