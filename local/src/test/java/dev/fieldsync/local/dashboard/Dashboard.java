package dev.fieldsync.local.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient;
import dev.fieldsync.local.journey.Cluster;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.simulators.Simulators;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One system and one browser for all tests of the dashboard, and new windows for each of them. A
 * test fails when a window's console complained or a request of it failed.
 */
final class Dashboard implements BeforeAllCallback, AfterEachCallback {

  static final int WIDE = 1280;
  static final int PHONE = 390;

  /** How many people the simulated Salesforce has. */
  static final int CONTACTS = 20;

  private static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef";

  private final List<Window> windows = new ArrayList<>();
  private Running running;

  /** What is started once, and stopped when the last test class is done. */
  private static final class Running implements AutoCloseable {

    private final Browser browser = Browser.start();
    private final Cluster cluster = new Cluster();
    private final Simulators providers = Simulators.start(0, 0, 0, 1, CONTACTS);
    private final ApiClient north;
    private final ApiClient south;
    private final ApiClient guarded;

    Running() {
      north = cluster.startGateway("fieldsync.gateway.node=north");
      south = cluster.startGateway("fieldsync.gateway.node=south");
      guarded = cluster.startGatewayWithTokens(SECRET);
      cluster.startWorker();
      cluster.startProcessor();
      cluster.startCampaignWorker(providers);
      cluster.awaitAssignment();
    }

    @Override
    public void close() {
      cluster.close();
      providers.close();
      browser.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Dashboard.class))
            .computeIfAbsent(Running.class, key -> new Running(), Running.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> complaints = windows.stream().flatMap(each -> each.complaints().stream()).toList();
    windows.forEach(Window::close);
    windows.clear();
    if (context.getExecutionException().isEmpty()) {
      assertThat(complaints).as("what the console and the network complained of").isEmpty();
    }
  }

  /** The API as everybody else uses it. */
  ApiClient api() {
    return running.north;
  }

  /** The database behind it, for what only an operator may do. */
  JdbcTemplate database() {
    return new JdbcTemplate(running.cluster.workspace().dataSource());
  }

  /** Opens a window of a person on the first gateway. */
  Window open(String person, String hash) {
    return open(person, hash, WIDE);
  }

  /** Opens a window of a width in pixels. */
  Window open(String person, String hash, int width) {
    return open(running.north, person, hash, width);
  }

  /** Opens a window of a person on the other gateway. */
  Window openElsewhere(String person, String hash) {
    return open(running.south, person, hash, WIDE);
  }

  /** Opens a window on a gateway that wants a token. */
  Window openGuarded(String hash) {
    return open(running.guarded, "", hash, WIDE);
  }

  private Window open(ApiClient gateway, String person, String hash, int width) {
    Window window = running.browser.open(gateway.port(), person, hash, width);
    windows.add(window);
    return window;
  }

  /** A token that the guarded gateway accepts. */
  static String token(String person) {
    return Tokens.sign(SECRET, person, "demo");
  }

  /** Makes a template and returns its id. */
  String template(String json) {
    return api().post("/api/templates", json, "X-Actor", "Setup").json().get("id").asString();
  }

  /** Makes a small inspection with two sections and three fields, and returns its id. */
  String inspection(String name) {
    ObjectNode template =
        (ObjectNode)
            Json.parse(
                """
                {"sections": [
                   {"id": "visit", "title": "Visit", "fields": ["day", "use"], "order": 1},
                   {"id": "result", "title": "Result", "fields": ["rating"], "order": 2}],
                 "field_definitions": {
                   "day": {"id": "day", "type": "date", "label": "Day of the visit", "required": true},
                   "use": {"id": "use", "type": "text", "label": "Use of the building"},
                   "rating": {"id": "rating", "type": "select", "label": "Rating",
                              "options": ["Good", "Bad"]}}}
                """);
    return template(template.put("name", name).toString());
  }

  /** Reads a template. */
  JsonNode read(String id) {
    return api().get("/api/templates/" + id).json();
  }

  /** Waits until the background job has been at a template, and tells it to go there at once. */
  void awaitProcessed(String id) {
    await()
        .until(
            () ->
                api()
                    .post("/api/templates/" + id + "/process", "")
                    .json()
                    .path("outcome")
                    .asString("")
                    .equals("processed"));
  }

  /** Changes a template as somebody does who has no window. */
  String change(String id, String person, String patch) {
    return api()
        .patch("/api/templates/" + id, patch, "X-Actor", person)
        .json()
        .get("newVersion")
        .asString();
  }
}
