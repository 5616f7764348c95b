package dev.fieldsync.local.journey;

import static org.awaitility.Awaitility.await;

import dev.fieldsync.gateway.ApiGatewayApplication;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import dev.fieldsync.updateworker.UpdateWorkerApplication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Gateways and workers, as many as a test wants, on one broker and one database. */
final class Cluster implements AutoCloseable {

  private static final int PARTITIONS = 4;
  private static final int CONSUMERS_PER_WORKER = 3;

  private final Workspace workspace = Backends.shared().newWorkspace();
  private final List<ConfigurableApplicationContext> services = new ArrayList<>();
  private int workers;

  /** Starts a gateway and returns a client of it; settings are given as {@code key=value}. */
  ApiClient startGateway(String... settings) {
    ConfigurableApplicationContext gateway =
        start(
            ApiGatewayApplication.builder(),
            Map.of(
                "server.address", "127.0.0.1",
                "server.port", "0",
                "fieldsync.gateway.demo-organization", "demo"),
            settings);
    return new ApiClient(((WebServerApplicationContext) gateway).getWebServer().getPort());
  }

  ConfigurableApplicationContext startWorker(String... settings) {
    workers++;
    return start(
        UpdateWorkerApplication.builder(),
        Map.of("spring.main.web-application-type", "none"),
        settings);
  }

  Workspace workspace() {
    return workspace;
  }

  /** Waits until the workers have shared the partitions; before that an update may take seconds. */
  void awaitAssignment() {
    Topics topics = new Topics(workspace.prefix());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", workspace.bootstrapServers()))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                ConsumerGroupDescription group =
                    admin
                        .describeConsumerGroups(List.of(topics.updateWorkerGroup()))
                        .all()
                        .get()
                        .get(topics.updateWorkerGroup());
                long assigned =
                    group.members().stream()
                        .mapToLong(member -> member.assignment().topicPartitions().size())
                        .sum();
                return group.groupState() == GroupState.STABLE
                    && group.members().size() == workers * CONSUMERS_PER_WORKER
                    && assigned == PARTITIONS;
              });
    }
  }

  private ConfigurableApplicationContext start(
      SpringApplicationBuilder application, Map<String, String> properties, String... settings) {
    List<String> arguments = new ArrayList<>();
    workspace.properties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
    properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
    arguments.add("--logging.structured.format.console=");
    arguments.add("--logging.level.root=warn");
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
    services.add(context);
    return context;
  }

  @Override
  public void close() {
    for (int i = services.size() - 1; i >= 0; i--) {
      services.get(i).close();
    }
  }
}
