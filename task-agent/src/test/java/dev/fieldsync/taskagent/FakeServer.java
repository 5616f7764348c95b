package dev.fieldsync.taskagent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server of tasks that misbehaves as told; it applies what comes, in the order in which it comes.
 */
public final class FakeServer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What it does with the next requests. */
  public enum Mood {
    GOOD,
    /** Applies the batch and breaks the connection. */
    LOSES_ANSWERS,
    /** 503. */
    OUT_OF_ORDER,
    /** A page of HTML, 404. */
    SOMEBODY_ELSE,
    /** 400 for every batch with more than one operation, and for poison. */
    REFUSES_BATCHES,
    /** An error for each operation, to be tried again. */
    ITEM_ERRORS,
    /** An error for each operation that calls its task "poison", for ever. */
    POISON,
    /** A conflict for each operation on a task that it has; what it has stands. */
    CONFLICTS,
    /** 410 for every checkpoint. */
    FORGOT
  }

  private final HttpServer server;
  private final Map<String, ObjectNode> tasks = new TreeMap<>();
  private final Map<String, Boolean> applied = new TreeMap<>();
  private final List<JsonNode> batches = new CopyOnWriteArrayList<>();
  private long version;
  private volatile Mood mood = Mood.GOOD;
  private volatile UnaryOperator<ObjectNode> item = UnaryOperator.identity();
  private volatile boolean brief;

  public FakeServer() throws IOException {
    this(0);
  }

  public FakeServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/api/health", exchange -> answer(exchange, health(), "{}"));
    server.createContext("/api/sync/batch", this::batch);
    server.createContext("/api/sync/changes", this::changes);
    server.start();
  }

  private int health() {
    return mood == Mood.OUT_OF_ORDER ? 503 : mood == Mood.SOMEBODY_ELSE ? 404 : 200;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void mood(Mood next) {
    mood = next;
  }

  /** Lets the answer about an operation be something else. */
  public void answering(UnaryOperator<ObjectNode> change) {
    item = change;
  }

  /** Of a task that is as an operation says only the rest is told, if that is preferred. */
  public void beBrief() {
    brief = true;
  }

  /** The batches that came. */
  public List<JsonNode> batches() {
    return List.copyOf(batches);
  }

  public synchronized int appliedOperations() {
    return applied.size();
  }

  public synchronized JsonNode task(String id) {
    return tasks.get(id);
  }

  public synchronized void forget(String id) {
    tasks.remove(id);
  }

  /** Another device changed a task. */
  public synchronized String changeByOther(String id, String title) {
    String taskId = id == null ? UUID.randomUUID().toString() : id;
    ObjectNode data = JSON.createObjectNode();
    data.put("title", title).putNull("description").put("completed", false);
    data.put("created_at", "2026-01-01T00:00:00Z");
    data.put("updated_at", Instant.now().toString());
    write(taskId, data, false);
    return taskId;
  }

  private void write(String taskId, ObjectNode data, boolean deleted) {
    ObjectNode task =
        tasks.containsKey(taskId) ? tasks.get(taskId).deepCopy() : JSON.createObjectNode();
    task.setAll(data);
    task.put("id", taskId);
    task.put("server_id", "s-" + taskId);
    task.put("is_deleted", deleted);
    task.put("sync_status", "synced");
    task.put("last_synced_at", Instant.now().toString());
    task.put("version", ++version);
    tasks.put(taskId, task);
  }

  private synchronized void batch(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    batches.add(body);
    if (mood == Mood.OUT_OF_ORDER || mood == Mood.SOMEBODY_ELSE) {
      answer(exchange, mood == Mood.OUT_OF_ORDER ? 503 : 404, "<html>");
      return;
    }
    boolean minimal =
        brief && "return=minimal".equals(exchange.getRequestHeaders().getFirst("Prefer"));
    boolean poisoned = body.get("items").toString().contains("poison");
    if (mood == Mood.REFUSES_BATCHES && poisoned) {
      answer(exchange, 400, "{\"detail\":\"poison\"}");
      return;
    }
    ObjectNode result = JSON.createObjectNode();
    ArrayNode processed = result.putArray("processed_items");
    for (JsonNode each : body.get("items")) {
      ObjectNode decided = decide(each);
      processed.add(item.apply(minimal ? brief(each, decided) : decided));
    }
    if (mood == Mood.LOSES_ANSWERS) {
      exchange.close();
      return;
    }
    answer(exchange, 200, result.toString());
  }

  private static ObjectNode brief(JsonNode operation, ObjectNode decided) {
    JsonNode task = decided.get("resolved_data");
    boolean whole =
        operation.get("data").has("description") && operation.at("/data/title").isString();
    boolean asSent =
        whole
            && decided.get("status").asString().equals("success")
            && task.get("title").equals(operation.at("/data/title"));
    if (asSent) {
      decided.putNull("resolved_data");
      decided.set("server_id", task.get("server_id"));
      decided.set("version", task.get("version"));
    }
    return decided;
  }

  private ObjectNode decide(JsonNode operation) {
    String id = operation.get("id").asString();
    String taskId = operation.get("task_id").asString();
    ObjectNode answer = JSON.createObjectNode();
    answer.put("client_id", id);
    boolean poison = operation.at("/data/title").asString("").equals("poison");
    if (mood == Mood.ITEM_ERRORS || (mood == Mood.POISON && poison)) {
      answer.put("status", "error").put("error", "no").put("retryable", mood != Mood.POISON);
      return answer;
    }
    if (mood == Mood.CONFLICTS && tasks.containsKey(taskId)) {
      answer.put("status", "conflict").put("winner", "server");
      answer.set("server_data", tasks.get(taskId));
      answer.set("resolved_data", tasks.get(taskId));
      return answer;
    }
    boolean update = operation.get("operation").asString().equals("update");
    if (update && operation.at("/data/version").isNumber() && !tasks.containsKey(taskId)) {
      answer.put("status", "error").put("error", "There is no such task.");
      answer.put("error_code", "TaskNotFound").put("retryable", false);
      return answer;
    }
    if (applied.putIfAbsent(id, true) == null) {
      write(
          taskId,
          (ObjectNode) operation.get("data"),
          operation.get("operation").asString().equals("delete"));
    }
    answer.put("status", "success").set("resolved_data", tasks.get(taskId));
    return answer;
  }

  private synchronized void changes(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    boolean begun = query != null && query.contains("since=");
    if (mood == Mood.OUT_OF_ORDER || (mood == Mood.FORGOT && begun)) {
      answer(exchange, mood == Mood.FORGOT ? 410 : 503, "{}");
      return;
    }
    long since = begun ? Long.parseLong(query.replaceFirst(".*since=", "")) : 0;
    List<ObjectNode> after = new ArrayList<>(tasks.values());
    after.removeIf(task -> task.get("version").longValue() <= since);
    after.sort((a, b) -> Long.compare(a.get("version").longValue(), b.get("version").longValue()));
    boolean more = after.size() > 2;
    List<ObjectNode> page = more ? after.subList(0, 2) : after;
    long end = page.isEmpty() ? since : page.get(page.size() - 1).get("version").longValue();
    ObjectNode result = JSON.createObjectNode();
    result.putArray("changes").addAll(page);
    result.put("checkpoint", Long.toString(end)).put("has_more", more);
    answer(exchange, 200, result.toString());
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
