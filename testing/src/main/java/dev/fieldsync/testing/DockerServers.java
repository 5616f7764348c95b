package dev.fieldsync.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Both servers in containers, which Testcontainers removes when the JVM ends. */
record DockerServers(KafkaContainer kafka, PostgreSQLContainer postgres, String description)
    implements Servers {

  private static final String KAFKA_IMAGE = "apache/kafka:4.2.1";
  private static final String POSTGRES_IMAGE = "postgres:18";
  private static final int ENGINE_SECONDS = 60;
  private static final int PULL_MINUTES = 5;

  /**
   * Starts both containers side by side.
   *
   * @throws DockerUnavailable if no engine answers, an image is missing or a container fails
   */
  static DockerServers start(String reason) {
    requireEngine();
    List.of(KAFKA_IMAGE, POSTGRES_IMAGE).forEach(DockerServers::requireImage);
    KafkaContainer kafka = new KafkaContainer(KAFKA_IMAGE).withEnv(BrokerSettings.asEnvironment());
    PostgreSQLContainer postgres =
        new PostgreSQLContainer(POSTGRES_IMAGE)
            .withEnv("POSTGRES_INITDB_ARGS", "--locale-provider=builtin --builtin-locale=C.UTF-8")
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
    try {
      Startables.deepStart(kafka, postgres).join();
    } catch (CompletionException e) {
      kafka.stop();
      postgres.stop();
      throw new DockerUnavailable("the containers did not start: " + rootMessage(e), e);
    }
    return new DockerServers(
        kafka, postgres, "docker, %s and %s (%s)".formatted(KAFKA_IMAGE, POSTGRES_IMAGE, reason));
  }

  /**
   * Bounded, because without a way to its clean-up container's image Testcontainers tries for
   * minutes.
   */
  private static void requireEngine() {
    try {
      boolean available =
          CompletableFuture.supplyAsync(() -> DockerClientFactory.instance().isDockerAvailable())
              .get(ENGINE_SECONDS, TimeUnit.SECONDS);
      if (!available) {
        throw new DockerUnavailable("no Docker engine answers");
      }
    } catch (TimeoutException e) {
      throw new DockerUnavailable(
          "the Docker engine was not ready for Testcontainers within %d s"
              .formatted(ENGINE_SECONDS),
          e);
    } catch (ExecutionException e) {
      throw new DockerUnavailable("no Docker engine answers: " + rootMessage(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DockerUnavailable("interrupted while asking the Docker engine", e);
    }
  }

  /** One bounded attempt, where a container's own start would repeat it for minutes. */
  private static void requireImage(String image) {
    DockerClient docker = DockerClientFactory.instance().client();
    try {
      docker.inspectImageCmd(image).exec();
    } catch (NotFoundException e) {
      pull(docker, image);
    }
  }

  private static void pull(DockerClient docker, String image) {
    try {
      if (!docker.pullImageCmd(image).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES)) {
        throw new DockerUnavailable(
            "pulling %s took more than %d minutes".formatted(image, PULL_MINUTES));
      }
    } catch (DockerException | DockerClientException e) {
      throw new DockerUnavailable(
          "the Docker engine neither has nor can pull %s: %s".formatted(image, rootMessage(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DockerUnavailable("interrupted while pulling " + image, e);
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString());
  }

  @Override
  public String bootstrapServers() {
    return kafka.getBootstrapServers();
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(
            postgres.getHost(),
            postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            database);
  }

  @Override
  public String username() {
    return postgres.getUsername();
  }

  @Override
  public String password() {
    return postgres.getPassword();
  }
}
