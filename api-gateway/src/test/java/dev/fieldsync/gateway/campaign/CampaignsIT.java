package dev.fieldsync.gateway.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaigns.mail.ReplyAddress;
import dev.fieldsync.gateway.GatewayHarness;
import dev.fieldsync.gateway.Tokens;
import dev.fieldsync.shared.campaign.CampaignReply;
import dev.fieldsync.shared.kafka.RecordFormat;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Campaigns over HTTP, without a worker: what is made, shown, steered and replied to. */
class CampaignsIT {

  private static final String MAIL =
      "\"name\": \"Spring\", \"subject\": \"Hello {{name|you}}\", \"body\": \"Dear {{email}}\"";

  private static GatewayHarness gateway;

  @BeforeAll
  static void start() {
    gateway =
        new GatewayHarness(
            List.of(
                "fieldsync.gateway.jwt-secret=" + Tokens.SECRET,
                "fieldsync.gateway.campaigns.max-audience=6MB"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpResponse<String> post(String path, String body, String... headers) {
    return as("acme", "POST", path, body, headers);
  }

  private static HttpResponse<String> as(
      String organization, String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", Tokens.editor(organization)));
    return gateway.send(method, "/api" + path, body, all.toArray(String[]::new));
  }

  private static JsonNode get(String path) {
    HttpResponse<String> answer = as("acme", "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return GatewayHarness.json(answer);
  }

  private static JsonNode created(String body, String... headers) {
    HttpResponse<String> answer = post("/campaigns", body, headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode json = GatewayHarness.json(answer);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("/api/campaigns/" + json.get("id").asString());
    return json;
  }

  private static String campaign(String... emails) {
    String list =
        java.util.Arrays.stream(emails).map(e -> "\"" + e + "\"").collect(Collectors.joining(","));
    return created("{%s, \"audience\": {\"emails\": [%s]}}".formatted(MAIL, list))
        .get("id")
        .asString();
  }

  private static String emails(int number) {
    return IntStream.range(0, number)
        .mapToObj("\"customer-%d@example.com\""::formatted)
        .collect(Collectors.joining(","));
  }

  @Test
  void a_query_is_prepared_by_a_worker_and_can_be_cancelled_before() {
    JsonNode made =
        created("{%s, \"audience\": {\"soql\": \"SELECT Email FROM Contact\"}}".formatted(MAIL));
    String id = made.get("id").asString();

    assertThat(made.get("status").asString()).isEqualTo("preparing");
    assertThat(get("/campaigns/" + id).at("/audience/soql").asString())
        .isEqualTo("SELECT Email FROM Contact");
    assertThat(as("acme", "POST", "/campaigns/" + id + "/pause", "").statusCode()).isEqualTo(409);
    assertThat(as("acme", "POST", "/campaigns/" + id + "/cancel", "").statusCode()).isEqualTo(200);
    assertThat(get("/campaigns/" + id).get("status").asString()).isEqualTo("cancelled");
  }

  @Test
  void fifty_thousand_addresses_in_one_request_become_fifty_thousand_jobs() {
    String body = "{\"audience\": {\"emails\": [%s]}, %s}".formatted(emails(50_000), MAIL);
    created("{%s}".formatted(MAIL));

    long began = System.nanoTime();
    JsonNode made = created(body);
    System.out.printf(
        "POST /api/campaigns with 50,000 addresses: %d ms%n",
        Duration.ofNanos(System.nanoTime() - began).toMillis());

    UUID id = UUID.fromString(made.get("id").asString());
    assertThat(made.get("jobs").intValue()).isEqualTo(50_000);
    assertThat(made.get("status").asString()).isEqualTo("running");
    assertThat(
            gateway
                .jdbc()
                .queryForObject(
                    """
                    select count(*)
                      from fieldsync.campaign_job j
                      join (select unnest(jobs) as job_id
                              from fieldsync.campaign_queue
                             where campaign_id = ?) q on q.job_id = j.id
                     where j.campaign_id = ?
                    """,
                    Integer.class,
                    id,
                    id))
        .isEqualTo(50_000);
    JsonNode shown = get("/campaigns/" + id);
    assertThat(shown.get("progress").get("counts").toString())
        .isEqualTo("[{\"step\":\"send_email\",\"state\":\"ready\",\"jobs\":50000}]");
    assertThat(shown.get("content").get("subject").asString()).isEqualTo("Hello {{name|you}}");
    assertThat(get("/campaigns/" + id + "/jobs?limit=500").get("items")).hasSize(500);
    assertThat(get("/campaigns/" + id + "/jobs?status=done").get("items")).isEmpty();
    assertThat(get("/campaigns/" + id + "/jobs?status=done").get("nextCursor").isNull()).isFalse();
  }

  @Test
  void duplicates_and_attributes_are_told_and_kept_and_a_byte_order_mark_does_no_harm() {
    JsonNode made =
        created(
            "\uFEFF{%s, \"audience\": {\"emails\": [\"Ann@Example.com\", {\"email\": \"bob@example.com\", \"name\": \"Bob\"}, \"ann@example.com\"]}, \"waitForReply\": \"PT2H\", \"maxPerSecond\": 7}"
                .formatted(MAIL));

    assertThat(made.get("jobs").intValue()).isEqualTo(2);
    assertThat(made.get("firstDuplicates").toString())
        .isEqualTo("[{\"line\":3,\"message\":\"ann@example.com\"}]");
    JsonNode shown = get("/campaigns/" + made.get("id").asString());
    assertThat(shown.at("/workflow/steps/wait_for_reply/timeout").asString()).isEqualTo("PT2H");
    assertThat(shown.get("maxPerSecond").intValue()).isEqualTo(7);
    JsonNode jobs = get("/campaigns/" + made.get("id").asString() + "/jobs");
    assertThat(jobs.at("/items/0/email").asString()).isEqualTo("Ann@Example.com");
    assertThat(jobs.at("/items/1/attributes/name").asString()).isEqualTo("Bob");
  }

  @Test
  void one_invalid_address_and_nothing_is_made_unless_it_may_be_skipped() {
    String body =
        "{%s, \"audience\": {\"emails\": [\"ann@example.com\", \"nobody\", 7, {\"email\": \"b@example.com\", \"x\": \"\\u0000\"}]}}"
            .formatted(MAIL);

    HttpResponse<String> refused = post("/campaigns", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    JsonNode problem = GatewayHarness.json(refused);
    assertThat(problem.get("title").asString()).isEqualTo("ValidationError");
    assertThat(problem.get("invalid").intValue()).isEqualTo(3);
    assertThat(problem.get("errors"))
        .extracting(each -> each.get("path").asString())
        .containsExactly("/audience/emails/1", "/audience/emails/2", "/audience/emails/3");
    JsonNode made = GatewayHarness.json(post("/campaigns?invalid=skip", body));
    assertThat(made.get("jobs").intValue()).isEqualTo(1);
    assertThat(made.get("invalid").intValue()).isEqualTo(3);
  }

  @Test
  void the_same_key_makes_one_campaign_and_another_body_is_refused() {
    String key = UUID.randomUUID().toString();
    String body = "{%s, \"audience\": {\"emails\": [\"a@example.com\"]}}".formatted(MAIL);

    JsonNode first = created(body, "Idempotency-Key", key);
    JsonNode again = created(body, "Idempotency-Key", key);

    assertThat(first.get("id").asString()).isEqualTo(key);
    assertThat(again).isEqualTo(first);
    assertThat(post("/campaigns", "{" + MAIL + "}", "Idempotency-Key", key).statusCode())
        .isEqualTo(422);
    assertThat(as("globex", "POST", "/campaigns", body, "Idempotency-Key", key).statusCode())
        .isEqualTo(422);
  }

  @Test
  void csv_and_ndjson_are_added_afterwards() {
    String id = created("{" + MAIL + "}").get("id").asString();
    String jobs = "/campaigns/" + id + "/jobs";

    JsonNode csv =
        GatewayHarness.json(
            post(
                jobs,
                "email;name\nann@example.com;Ann\nann@example.com;A\n",
                "Content-Type",
                "text/csv; charset=utf-8"));
    assertThat(csv.get("added").intValue()).isEqualTo(1);
    assertThat(csv.at("/firstDuplicates/0/line").intValue()).isEqualTo(3);

    String ndjson = "\"bob@example.com\"\n{\"email\": \"nobody\"}\n[\n";
    HttpResponse<String> refused = post(jobs, ndjson, "Content-Type", "application/x-ndjson");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(GatewayHarness.json(refused).get("errors"))
        .extracting(each -> each.get("path").asString())
        .containsExactly("line 2", "line 3");
    JsonNode skipped =
        GatewayHarness.json(
            post(jobs + "?invalid=skip", ndjson, "Content-Type", "application/x-ndjson"));
    assertThat(skipped.get("added").intValue()).isEqualTo(1);
    assertThat(get("/campaigns/" + id).get("jobs").intValue()).isEqualTo(2);

    assertThat(post(jobs, "name\nAnn\n", "Content-Type", "text/csv").statusCode()).isEqualTo(400);
    assertThat(post(jobs, "{}").statusCode()).isEqualTo(415);
    byte[] latin =
        "email,name\nm@example.com,M\u00fcller\n"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    HttpResponse<String> garbled =
        gateway.send(
            "POST",
            "/api" + jobs,
            latin,
            "Content-Type",
            "text/csv",
            "Authorization",
            Tokens.editor("acme"));
    assertThat(garbled.statusCode()).isEqualTo(400);
    assertThat(garbled.body()).contains("UTF-8");
    String large = "x".repeat(7 * 1024 * 1024);
    assertThat(post(jobs, large, "Content-Type", "text/csv").statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "nonsense",
        "{",
        "{} {}",
        "{\"name\": 7}",
        "{\"name\": \"N\"}",
        "{\"name\": \"N\", \"name\": \"M\", \"subject\": \"s\", \"body\": \"b\"}",
        "{\"name\": \"N\\u0000\", \"subject\": \"s\", \"body\": \"b\"}",
        "{\"name\": \"N\", \"subject\": \"a\\nb\", \"body\": \"b\"}",
        "{\"name\": \"N\", \"subject\": \"Hi {{name\", \"body\": \"b\"}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"color\": 1}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"audience\": {}}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"audience\": {\"emails\": \"a@b.co\"}}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"audience\": [\"a@b.co\"]}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"audience\": {\"emails\": [\"a@b.co\"], \"emails\": []}}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"audience\": {\"emails\": [\"a@b.co\"",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"waitForReply\": \"two days\"}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"maxPerSecond\": 0}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"priority\": 1e99}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"startsAt\": \"+999999999-01-01T00:00:00Z\"}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"workflow\": {\"start\": \"x\"}}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"content\": []}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"audience\": {\"soql\": \"DELETE FROM Contact\"}}",
        "{\"name\": \"N\", \"subject\": \"s\", \"body\": \"b\", \"audience\": {\"emails\": [{\"email\": \"a@b.co\", \"x\": 1e99999999999}]}}"
      })
  void what_is_no_campaign_is_a_400_that_says_why(String body) {
    HttpResponse<String> answer = post("/campaigns", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(GatewayHarness.json(answer).get("errors")).isNotEmpty();
  }

  @Test
  void a_misspelt_name_is_told_with_its_place_what_is_known_and_what_was_probably_meant() {
    HttpResponse<String> answer =
        post(
            "/campaigns",
            """
            {"name": "N", "subejct": "s", "subject": "s", "body": "b", "workflow": {
              "start": "mail", "steps": {
                "mail": {"kind": "send_email", "next": {"sent": "act"},
                         "parameters": {"bdy": "Dear"}},
                "act": {"kind": "take_action", "next": {"taken": "end"},
                        "parameters": {"action": {"none": "phone"}}},
                "end": {"kind": "done"}}}}
            """);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    JsonNode errors = GatewayHarness.json(answer).get("errors");
    assertThat(errors)
        .extracting(each -> each.get("path").asString())
        .containsExactlyInAnyOrder(
            "/subejct",
            "/workflow/steps/mail/parameters/bdy",
            "/workflow/steps/act/parameters/action");
    assertThat(errors)
        .extracting(each -> each.get("message").asString())
        .contains(
            "is not known here; there are subject, body. Probably meant: body",
            "is not known here; there are actions. Probably meant: actions")
        .anyMatch(message -> message.endsWith("Probably meant: subject"));
  }

  @Test
  void an_audience_without_a_valid_address_ends_its_campaign_until_jobs_are_added() {
    String noAddress = "{%s, \"audience\": {\"emails\": [\"nobody\", {\"name\": \"x\"}]}}";
    JsonNode made = GatewayHarness.json(post("/campaigns?invalid=skip", noAddress.formatted(MAIL)));
    JsonNode later =
        GatewayHarness.json(
            post(
                "/campaigns?invalid=skip",
                noAddress.formatted(MAIL + ", \"startsAt\": \"%s\"".formatted(tomorrow()))));
    String id = made.get("id").asString();

    assertThat(made.get("status").asString()).isEqualTo("done");
    assertThat(made.get("jobs").intValue()).isZero();
    assertThat(made.get("invalid").intValue()).isEqualTo(2);
    JsonNode shown = get("/campaigns/" + id);
    assertThat(shown.get("finishedAt").isNull()).isFalse();
    assertThat(shown.get("statusReason").asString()).contains("no valid address");

    addCsv(id, "email\nann@example.com\n");
    shown = get("/campaigns/" + id);
    assertThat(shown.get("status").asString()).isEqualTo("running");
    assertThat(shown.get("finishedAt").isNull()).isTrue();
    assertThat(shown.get("statusReason").isNull()).isTrue();
    addCsv(later.get("id").asString(), "email\nann@example.com\n");
    assertThat(get("/campaigns/" + later.get("id").asString()).get("status").asString())
        .isEqualTo("scheduled");

    String open = created("{%s}".formatted(MAIL)).get("id").asString();
    assertThat(get("/campaigns/" + open).get("status").asString()).isEqualTo("running");
    addCsv(open, "email\n");
    assertThat(get("/campaigns/" + open).get("status").asString()).isEqualTo("done");

    HttpResponse<String> empty =
        post("/campaigns", "{%s, \"audience\": {\"emails\": []}}".formatted(MAIL));
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("/audience/emails", "leave audience out");
  }

  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  private static void addCsv(String id, String csv) {
    HttpResponse<String> answer =
        post("/campaigns/" + id + "/jobs", csv, "Content-Type", "text/csv");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void a_status_or_step_that_there_is_not_is_told_with_those_that_there_are() {
    String jobs = "/campaigns/" + campaign("a@example.com") + "/jobs";

    HttpResponse<String> step = as("acme", "GET", jobs + "?step=send_mail", "");
    HttpResponse<String> status = as("acme", "GET", jobs + "?status=bogus", "");

    assertThat(step.statusCode()).isEqualTo(400);
    assertThat(GatewayHarness.json(step).get("detail").asString())
        .isEqualTo(
            "The parameter step must be one of analyze, done, send_email, take_action,"
                + " wait_for_reply; leave it out to see all. Probably meant: send_email.");
    assertThat(status.statusCode()).isEqualTo(400);
    assertThat(status.body()).contains("ready, waiting, done, dead, cancelled, dropped");
    assertThat(get(jobs + "?step=send_email").get("items")).hasSize(1);
  }

  @Test
  void bad_parameters_and_ids_are_told_apart() {
    String id = campaign("a@example.com");

    for (String path :
        List.of(
            "/campaigns?limit=0",
            "/campaigns?cursor=x",
            "/campaigns/" + id + "/jobs?status=lost",
            "/campaigns/" + id + "/jobs?step=A",
            "/campaigns/" + id + "/jobs?status=dead&cursor=YWRkcmVzczphQGIuY28",
            "/campaigns/" + id + "/dead-letters?cursor=%00")) {
      assertThat(as("acme", "GET", path, "").statusCode()).as(path).isEqualTo(400);
    }
    for (String path :
        List.of(
            "/campaigns/1", "/campaigns/" + UUID.randomUUID(), "/campaigns/" + id + "/jobs/x")) {
      assertThat(as("acme", "GET", path, "").statusCode()).as(path).isEqualTo(404);
    }
    for (String body :
        List.of(
            "{}",
            "{\"all\": false}",
            "{\"jobIds\": [\"a\"]}",
            "{\"jobIds\": []}",
            "{\"all\": true, \"x\": 1}")) {
      assertThat(post("/campaigns/" + id + "/dead-letters/drop", body).statusCode())
          .as(body)
          .isEqualTo(400);
    }
  }

  @Test
  void pages_have_everything_once() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      made.add(campaign("a@example.com"));
    }
    Set<String> seen = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page = get("/campaigns?limit=2" + cursor);
      page.get("items").forEach(item -> assertThat(seen.add(item.get("id").asString())).isTrue());
      cursor =
          page.get("nextCursor").isNull() ? null : "&cursor=" + page.get("nextCursor").asString();
    } while (cursor != null);
    assertThat(seen).containsAll(made);

    String id = campaign("a@example.com", "b@example.com", "c@example.com", "d@example.com");
    for (String filter :
        List.of("", "&status=ready", "&step=send_email", "&status=ready&step=send_email")) {
      List<String> found = new ArrayList<>();
      String next = "";
      do {
        JsonNode page = get("/campaigns/" + id + "/jobs?limit=3" + filter + next);
        page.get("items").forEach(item -> found.add(item.get("email").asString()));
        next =
            page.get("nextCursor").isNull() ? null : "&cursor=" + page.get("nextCursor").asString();
      } while (next != null);
      assertThat(found)
          .as(filter)
          .containsExactlyInAnyOrder(
              "a@example.com", "b@example.com", "c@example.com", "d@example.com");
    }
    assertThat(get("/campaigns/" + id + "/jobs?status=waiting").get("items")).isEmpty();
  }

  @Test
  void a_campaign_is_paused_resumed_and_cancelled_and_then_stays_so() {
    String id = campaign("a@example.com");

    assertThat(post("/campaigns/" + id + "/pause", "").body()).contains("\"paused\"");
    assertThat(post("/campaigns/" + id + "/pause", "").statusCode()).isEqualTo(200);
    assertThat(post("/campaigns/" + id + "/resume", "").body()).contains("\"running\"");
    assertThat(post("/campaigns/" + id + "/cancel", "").body()).contains("\"cancelled\"");

    HttpResponse<String> late = post("/campaigns/" + id + "/resume", "");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("CampaignStatusError", "Make a new campaign");
    assertThat(
            post("/campaigns/" + id + "/jobs", "email\nb@example.com\n", "Content-Type", "text/csv")
                .statusCode())
        .isEqualTo(409);
    assertThat(post("/campaigns/" + id + "/dead-letters/replay", "{\"all\": true}").statusCode())
        .isEqualTo(409);
  }

  @Test
  void another_organization_finds_nothing() {
    String id = campaign("a@example.com");
    long job = get("/campaigns/" + id + "/jobs").at("/items/0/id").longValue();
    Map<String, String> calls = new HashMap<>();
    calls.put("GET /campaigns/" + id, "");
    calls.put("GET /campaigns/" + id + "/jobs", "");
    calls.put("GET /campaigns/" + id + "/jobs/" + job, "");
    calls.put("GET /campaigns/" + id + "/dead-letters", "");
    calls.put("POST /campaigns/" + id + "/dead-letters/replay", "{\"all\": true}");
    calls.put("POST /campaigns/" + id + "/dead-letters/drop", "{\"all\": true}");
    calls.put("POST /campaigns/" + id + "/pause", "");
    calls.put("POST /campaigns/" + id + "/cancel", "");
    calls.put("POST /campaigns/" + id + "/jobs", "email\n");
    calls.put(
        "POST /webhooks/replies",
        "{\"replyId\": \"r\", \"campaignId\": \"%s\", \"jobId\": %d, \"text\": \"Yes\"}"
            .formatted(id, job));

    calls.forEach(
        (call, body) -> {
          String[] parts = call.split(" ", -1);
          assertThat(as("globex", parts[0], parts[1], body).statusCode()).as(call).isEqualTo(404);
        });
    assertThat(GatewayHarness.json(as("globex", "GET", "/campaigns", "")).toString())
        .doesNotContain(id);
  }

  @Test
  void dead_letters_are_shown_with_their_attempts_replayed_and_dropped() {
    String id = campaign("a@example.com", "b@example.com", "c@example.com");
    UUID campaignId = UUID.fromString(id);
    List<Long> jobs = new ArrayList<>();
    get("/campaigns/" + id + "/jobs")
        .get("items")
        .forEach(job -> jobs.add(job.get("id").longValue()));
    jobs.forEach(job -> kill(campaignId, job));

    JsonNode page = get("/campaigns/" + id + "/dead-letters?limit=2");
    assertThat(page.get("items")).hasSize(2);
    assertThat(page.at("/items/0/reason").asString()).isEqualTo("No such mailbox");
    assertThat(page.at("/items/0/failures/0/kind").asString()).isEqualTo("permanent");
    assertThat(
            get("/campaigns/"
                    + id
                    + "/dead-letters?limit=2&cursor="
                    + page.get("nextCursor").asString())
                .get("items"))
        .hasSize(1);
    JsonNode job = get("/campaigns/" + id + "/jobs/" + jobs.get(0));
    assertThat(job.at("/deadLetter/reason").asString()).isEqualTo("No such mailbox");
    assertThat(job.at("/failures/0/at").asString()).endsWith("Z");
    assertThat(get("/campaigns/" + id + "/jobs?status=dead").get("items")).hasSize(3);

    String letters = "/campaigns/" + id + "/dead-letters/";
    assertThat(post(letters + "replay", "{\"jobIds\": [%d, 1]}".formatted(jobs.get(0))).body())
        .isEqualTo("{\"replayed\":1}");
    assertThat(post(letters + "drop", "{\"jobIds\": [%d]}".formatted(jobs.get(1))).body())
        .isEqualTo("{\"dropped\":1}");
    assertThat(post(letters + "replay", "{\"all\": true}").body()).isEqualTo("{\"replayed\":1}");
    assertThat(get("/campaigns/" + id + "/jobs?status=ready").get("items")).hasSize(2);
    assertThat(get("/campaigns/" + id + "/jobs?status=dropped").get("items")).hasSize(1);
  }

  @Test
  void jobs_that_were_recorded_as_done_together_are_shown_as_done() {
    UUID id = UUID.fromString(campaign("a@example.com", "b@example.com", "c@example.com"));
    List<Long> jobs = new ArrayList<>();
    get("/campaigns/" + id + "/jobs")
        .get("items")
        .forEach(job -> jobs.add(job.get("id").longValue()));
    gateway
        .jdbc()
        .update(
            """
            with result as (
                   insert into fieldsync.campaign_result
                          (id, campaign_id, step, outcome, result, token)
                   values (nextval('fieldsync.campaign_result_id'), ?, 'take_action', 'taken',
                           '{"note": "x"}', 7)
                   returning id)
            insert into fieldsync.campaign_done (campaign_id, result_id, step, token, jobs)
            select ?, id, 'done', 7, ?::int8multirange
              from result
            """,
            id,
            id,
            "{[%d,%d]}".formatted(jobs.get(0), jobs.get(1)));

    assertThat(get("/campaigns/" + id + "/jobs?status=done").get("items"))
        .extracting(each -> each.get("email").asString())
        .containsExactly("a@example.com", "b@example.com");
    assertThat(get("/campaigns/" + id + "/jobs?status=ready").get("items"))
        .extracting(each -> each.get("email").asString())
        .containsExactly("c@example.com");
    JsonNode shown = get("/campaigns/" + id + "/jobs/" + jobs.get(1));
    assertThat(shown.get("status").asString()).isEqualTo("done");
    assertThat(shown.get("step").asString()).isEqualTo("done");
    assertThat(shown.at("/results/0/outcome").asString()).isEqualTo("taken");
    assertThat(shown.at("/results/0/result/note").asString()).isEqualTo("x");
  }

  private static void kill(UUID campaignId, long job) {
    gateway
        .jdbc()
        .update(
            """
            with alone as (
                   delete from fieldsync.campaign_queue where jobs = array[?::bigint])
            update fieldsync.campaign_queue
               set jobs = array_remove(jobs, ?)
             where ? = any (jobs)
               and cardinality(jobs) > 1
            """,
            job,
            job,
            job);
    gateway.jdbc().update("update fieldsync.campaign_job set state = 'dead' where id = ?", job);
    gateway
        .jdbc()
        .update(
            "insert into fieldsync.campaign_dead_letter (job_id, campaign_id, step, kind, reason)"
                + " values (?, ?, 'send_email', 'permanent', 'No such mailbox')",
            job,
            campaignId);
    gateway
        .jdbc()
        .update(
            "insert into fieldsync.campaign_failure (job_id, visit, step, attempt, kind, reason,"
                + " token, worker_id) values (?, 0, 'send_email', 1, 'permanent', 'No such mailbox',"
                + " 1, 1)",
            job);
  }

  @Test
  void a_reply_is_in_the_log_when_its_sender_is_answered() {
    String id = campaign("ann@example.com");
    long job = get("/campaigns/" + id + "/jobs").at("/items/0/id").longValue();
    String reply = "{\"replyId\": \"<1@mail>\", \"campaignId\": \"%s\", %s, \"text\": \"Yes\"}";

    HttpResponse<String> byAddress =
        post("/webhooks/replies", reply.formatted(id, "\"from\": \" ANN@example.com\""));
    HttpResponse<String> byJob =
        post("/webhooks/replies", reply.formatted(id, "\"jobId\": " + job));

    assertThat(byAddress.statusCode()).as(byAddress.body()).isEqualTo(202);
    assertThat(GatewayHarness.json(byJob).get("replyId").asString()).isEqualTo("<1@mail>");
    List<CampaignReply> logged = replies(id);
    assertThat(logged).extracting(CampaignReply::address).containsExactly("ann@example.com", null);
    assertThat(logged).extracting(CampaignReply::jobId).containsExactly(null, job);
    assertThat(logged)
        .allMatch(
            each ->
                each.organizationId().equals("acme") && each.replyId().equals(id + "/<1@mail>"));

    assertThat(
            post("/webhooks/replies", reply.formatted(id, "\"from\": \"bob@example.com\""))
                .statusCode())
        .isEqualTo(404);
    assertThat(post("/webhooks/replies", reply.formatted(id, "\"jobId\": 1")).statusCode())
        .isEqualTo(404);
    for (String bad :
        List.of(
            "{}",
            "[]",
            reply.formatted(id, "\"x\": 1"),
            reply.formatted(id, "\"from\": \"Ann <ann@example.com>\""),
            reply.formatted(id, "\"jobId\": \"1\""),
            reply.formatted(id, "\"jobId\": " + job).replace("Yes", " \\u00A0"))) {
      assertThat(post("/webhooks/replies", bad).statusCode()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void a_mail_that_inbound_parse_posts_is_a_reply_of_the_job_whose_address_received_it() {
    String id = campaign("ann@example.com");
    long job = get("/campaigns/" + id + "/jobs").at("/items/0/id").longValue();
    String to = new ReplyAddress(UUID.fromString(id), job).at("replies.example.com");
    String mail = form(to, "<9@mail>", "Yes, please");

    HttpResponse<String> taken = inbound(Tokens.editor("acme"), mail);
    HttpResponse<String> inUrl = inbound(basic(Tokens.editor("acme")), mail);

    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    assertThat(inUrl.statusCode()).as(inUrl.body()).isEqualTo(202);
    assertThat(replies(id))
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.replyId()).isEqualTo(id + "/<9@mail>");
              assertThat(each.jobId()).isEqualTo(job);
              assertThat(each.content()).isEqualTo("Yes, please");
            });

    for (String ignored :
        List.of(
            form("office@example.com", "<10@mail>", "Yes"),
            form(new ReplyAddress(UUID.fromString(id), 1).at("example.com"), "<11@mail>", "Yes"),
            form(to, "<12@mail>\r\nAuto-Submitted: auto-replied", "I am away"),
            form(to, "<13@mail>", "\r\n"))) {
      HttpResponse<String> answer = inbound(Tokens.editor("acme"), ignored);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("\"ignored\"");
    }
    assertThat(inbound(Tokens.editor("globex"), mail).body()).contains("\"ignored\"");
    assertThat(replies(id)).hasSize(2);
  }

  @Test
  void what_inbound_parse_must_not_post_is_refused() {
    String mail = form("office@example.com", "<1@mail>", "Yes");

    assertThat(inbound("", mail).statusCode()).isEqualTo(401);
    assertThat(inbound(basic("nonsense"), mail).statusCode()).isEqualTo(401);
    assertThat(inbound("Basic ???", mail).statusCode()).isEqualTo(401);
    String viewer = Tokens.bearer(Tokens.SECRET, "acme", List.of("viewer"), Duration.ofHours(1));
    assertThat(inbound(viewer, mail).statusCode()).isEqualTo(403);
    assertThat(as("acme", "POST", "/webhooks/replies/sendgrid", "{}").statusCode()).isEqualTo(415);
    assertThat(inbound(Tokens.editor("acme"), "no form").statusCode()).isEqualTo(400);
    assertThat(inbound(Tokens.editor("acme"), mail.replace("\"envelope\"", "\"from\"")).body())
        .contains("\"status\":400", "\"path\":\"envelope\"");
    assertThat(
            inbound(Tokens.editor("acme"), form("a@b.co", "<1@mail>", "x".repeat(9 << 20))).body())
        .contains("\"status\":413", "more than 8 MB of text");
    assertThat(
            gateway
                .send("GET", "/api/campaigns", "", "Authorization", basic(Tokens.editor("acme")))
                .statusCode())
        .as("a password is a token for webhooks alone")
        .isEqualTo(401);
  }

  private static HttpResponse<String> inbound(String authorization, String form) {
    List<String> headers =
        new ArrayList<>(List.of("Content-Type", "multipart/form-data; boundary=xYzZY"));
    if (!authorization.isEmpty()) {
      headers.addAll(List.of("Authorization", authorization));
    }
    return gateway.send(
        "POST", "/api/webhooks/replies/sendgrid", form, headers.toArray(String[]::new));
  }

  private static String basic(String bearer) {
    String credentials = "sendgrid:" + bearer.replace("Bearer ", "");
    return "Basic "
        + java.util.Base64.getEncoder()
            .encodeToString(credentials.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String form(String to, String messageId, String text) {
    Map<String, String> fields = new java.util.LinkedHashMap<>();
    fields.put("headers", "From: ann@example.com\r\nMessage-ID: " + messageId + "\r\n");
    fields.put("envelope", "{\"to\":[\"%s\"],\"from\":\"ann@example.com\"}".formatted(to));
    fields.put("text", text);
    String parts =
        fields.entrySet().stream()
            .map(
                each ->
                    "--xYzZY\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining());
    return parts
        + "--xYzZY\r\nContent-Disposition: form-data; name=\"attachment1\";"
        + " filename=\"plan.txt\"\r\nContent-Type: text/plain\r\n\r\nplan\r\n--xYzZY--\r\n";
  }

  private static List<CampaignReply> replies(String campaignId) {
    List<CampaignReply> found = new ArrayList<>();
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", gateway.workspace().bootstrapServers());
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      String topic = gateway.topics().campaignReplies();
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new org.apache.kafka.common.TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (campaignId.equals(record.key())) {
            found.add(
                RecordFormat.read(
                    record.value(), CampaignReply.SCHEMA_VERSION, CampaignReply.class));
          }
        }
      }
    }
    return found;
  }
}
