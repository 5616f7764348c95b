package dev.fieldsync.scenarios.bench;

import dev.fieldsync.testing.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A peer that runs in this process, on a database of its own, and how it is talked to. */
public final class RunningPeer implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;

  private RunningPeer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static RunningPeer start(SpringApplicationBuilder application, Workspace workspace) {
    return new RunningPeer(
        application.run(
            "--server.port=0",
            "--spring.datasource.url=" + workspace.jdbcUrl(),
            "--spring.datasource.username=" + workspace.username(),
            "--spring.datasource.password=" + workspace.password()));
  }

  public HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    context.close();
  }
}
