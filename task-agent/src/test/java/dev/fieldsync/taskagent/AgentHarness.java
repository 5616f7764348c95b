package dev.fieldsync.taskagent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent on a file, which may be started again on the same file. */
public final class AgentHarness implements AutoCloseable {

  /** What other modules bring where all of them share one class path. */
  private static final String FOREIGN =
      String.join(
          ",",
          "dev.fieldsync.shared.startup.ServiceAutoConfiguration",
          "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final String url;

  public AgentHarness(Path database, URI server, String... settings) {
    List<String> arguments = new ArrayList<>(List.of(settings));
    if (arguments.stream().noneMatch(each -> each.startsWith("--server.port="))) {
      arguments.add("--server.port=0");
    }
    arguments.add("--fieldsync.agent.database=" + database);
    arguments.add("--fieldsync.agent.server=" + server);
    arguments.add("--spring.autoconfigure.exclude=" + FOREIGN);
    arguments.add("--logging.level.root=error");
    context = TaskAgentApplication.builder().run(arguments.toArray(String[]::new));
    url = "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  /** Where it listens. */
  public URI url() {
    return URI.create(url);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  public JsonNode json(String path) {
    return json(get(path));
  }

  /** Reads a stream line by line until the agent closes. */
  public void watch(String path, Consumer<String> lines) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
    HttpResponse<Stream<String>> stream;
    try {
      stream = http.send(request, BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread reader =
        new Thread(
            () -> {
              try {
                stream.body().forEach(lines);
              } catch (UncheckedIOException closed) {
                return;
              }
            },
            "watcher");
    reader.setDaemon(true);
    reader.start();
  }

  public static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    context.close();
  }
}
