package dev.fieldsync.local.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient;
import dev.fieldsync.shared.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The system and the browser of all tests of the dashboard. A test fails when a window's console
 * complained or a request of it failed. Windows of tests that passed are used again, since to load
 * the page takes longer than most tests.
 */
final class Dashboard implements BeforeAllCallback, AfterEachCallback {

  static final int WIDE = 1280;
  static final int PHONE = 390;

  /** How many people the simulated Salesforce has. */
  static final int CONTACTS = 20;

  private final List<Window> windows = new ArrayList<>();
  private RunningSystem running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Dashboard.class))
            .computeIfAbsent(RunningSystem.class, key -> new RunningSystem(), RunningSystem.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    boolean passed = context.getExecutionException().isEmpty();
    List<Window> left = passed ? windows.stream().filter(Window::leave).toList() : List.of();
    List<String> complaints = windows.stream().flatMap(each -> each.complaints().stream()).toList();
    running.idle().addAll(left);
    windows.removeAll(left);
    windows.forEach(Window::close);
    windows.clear();
    if (passed) {
      assertThat(complaints).as("what the console and the network complained of").isEmpty();
    }
  }

  /** The API as everybody else uses it. */
  ApiClient api() {
    return running.north();
  }

  /** The database behind it, for what only an operator may do. */
  JdbcTemplate database() {
    return new JdbcTemplate(running.dataSource());
  }

  /** A session of the database, for what holds others up. */
  Connection connection() throws SQLException {
    return running.dataSource().getConnection();
  }

  /**
   * Lets a person go to a place on the first gateway, in a window that may have been used before.
   */
  Window open(String person, String hash) {
    Window used = running.idle().poll();
    if (used == null) {
      Window window = openNew(person, hash);
      window.keep();
      return window;
    }
    return opened(used).enter(person, hash);
  }

  /** Opens a new window on the first gateway. */
  Window openNew(String person, String hash) {
    return openNew(person, hash, WIDE);
  }

  /** Opens a new window of a width in pixels. */
  Window openNew(String person, String hash, int width) {
    return opened(running.browser().open(api().port(), Browser.ACTOR, person, hash, width));
  }

  /** Opens a new window of a person on the other gateway. */
  Window openElsewhere(String person, String hash) {
    int port = running.south().port();
    return opened(running.browser().open(port, Browser.TOKEN, token(person), hash, WIDE));
  }

  /** Opens a new window on the gateway that wants a token, without one. */
  Window openGuarded(String hash) {
    int port = running.south().port();
    return opened(running.browser().open(port, Browser.ACTOR, "", hash, WIDE));
  }

  private Window opened(Window window) {
    windows.add(window);
    return window;
  }

  /** A token that the guarded gateway accepts. */
  static String token(String person) {
    return Tokens.sign(RunningSystem.SECRET, person, "demo");
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
