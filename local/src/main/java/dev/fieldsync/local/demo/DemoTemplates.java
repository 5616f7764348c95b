package dev.fieldsync.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the templates of the demo organization through the gateway, like anybody else. One that
 * exists is left as people have made it.
 */
public final class DemoTemplates {

  private static final Logger log = LoggerFactory.getLogger(DemoTemplates.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final URI gateway;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  /**
   * Prepares the creation; nothing is sent yet.
   *
   * @param gateway base address of the gateway
   */
  public DemoTemplates(URI gateway) {
    this.gateway = gateway;
  }

  /** Creates the templates that are missing. A failure is logged as a warning, not thrown. */
  public void createMissing() {
    try {
      for (DemoTemplate template : DemoTemplate.values()) {
        if (!exists(template)) {
          create(template);
        }
      }
    } catch (IOException e) {
      log.warn("The demo templates are not there, the next start tries again: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean exists(DemoTemplate template) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request("/api/templates/" + template.id()));
    return switch (answer.statusCode()) {
      case 200 -> true;
      case 404 -> false;
      default -> throw unexpected(answer);
    };
  }

  private void create(DemoTemplate template) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            request("/api/templates")
                .header("Content-Type", "application/json")
                .header("X-Actor", "demo seed")
                // Always the same: if this start is killed now, the next one repeats the request.
                .header("Idempotency-Key", template.id().toString())
                .POST(BodyPublishers.ofString(template.json())));
    switch (answer.statusCode()) {
      case 201, 202 -> log.info("Created the demo template {}", template.id());
      case 409 -> log.info("The demo template {} is already there", template.id());
      default -> throw unexpected(answer);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path)).timeout(LIMIT);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static IOException unexpected(HttpResponse<String> answer) {
    return new IOException(
        "%s %s: %d %s"
            .formatted(
                answer.request().method(),
                answer.request().uri(),
                answer.statusCode(),
                answer.body()));
  }
}
