package dev.fieldsync.gateway;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A gateway on real servers, with no worker behind it unless a test starts one. */
public final class GatewayHarness implements AutoCloseable {

  public static final String DEMO = "demo";

  private final Workspace workspace = Backends.shared().newWorkspace();
  private final HttpClient http = HttpClient.newHttpClient();
  private final JdbcTemplate jdbc = new JdbcTemplate(workspace.dataSource());
  private final ConfigurableApplicationContext context;
  private final String url;
  private final int port;

  /** Starts a gateway that takes callers without a token for the demo organization. */
  public static GatewayHarness demo(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("fieldsync.gateway.demo-organization=" + DEMO);
    return new GatewayHarness(all);
  }

  public GatewayHarness(List<String> settings) {
    List<String> arguments = new ArrayList<>();
    workspace.properties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
    arguments.add("--server.port=0");
    arguments.add("--logging.structured.format.console=");
    arguments.add("--logging.level.root=warn");
    settings.forEach(setting -> arguments.add("--" + setting));
    if (settings.stream().noneMatch(setting -> setting.startsWith("server.address"))) {
      arguments.add("--server.address=127.0.0.1");
    }
    context = ApiGatewayApplication.builder().run(arguments.toArray(String[]::new));
    port = ((WebServerApplicationContext) context).getWebServer().getPort();
    url = "http://127.0.0.1:" + port;
  }

  public Workspace workspace() {
    return workspace;
  }

  public int port() {
    return port;
  }

  public Topics topics() {
    return new Topics(workspace.prefix());
  }

  public JdbcTemplate jdbc() {
    return jdbc;
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /** Puts a template into the table as the existing product would. */
  public UUID insertTemplate(String organizationId) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        """
        insert into template_library
               (id, name, sections, field_definitions, version, updated_at, organization_id)
        values (?, 'Legacy', '[]', '{}', '1.0.0', now(), ?)
        """,
        id,
        organizationId);
    return id;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    return send(request(path, headers).method(method, BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
    return send(request(path, headers).method(method, BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    request.setHeader("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode json(HttpResponse<String> response) {
    return Json.parse(response.body());
  }

  @Override
  public void close() {
    context.close();
  }
}
