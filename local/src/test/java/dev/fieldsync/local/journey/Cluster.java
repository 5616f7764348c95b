package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.campaignworker.CampaignWorkerApplication;
import dev.fieldsync.fieldprocessor.FieldProcessorApplication;
import dev.fieldsync.gateway.ApiGatewayApplication;
import dev.fieldsync.local.JavaProcess;
import dev.fieldsync.local.TestPorts;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.simulators.Simulators;
import dev.fieldsync.simulators.salesforce.SalesforceSimulator;
import dev.fieldsync.simulators.sendgrid.SendGridSimulator;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import dev.fieldsync.updateworker.UpdateWorkerApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Gateways and workers, as many as a test wants, on one broker and one database. */
public final class Cluster implements AutoCloseable {

  private static final Map<String, String> GATEWAY =
      Map.of("server.address", "127.0.0.1", "fieldsync.gateway.demo-organization", "demo");
  private static final Map<String, String> WORKER =
      Map.of("spring.main.web-application-type", "none");
  private static final Map<String, String> PROCESSOR =
      Map.of("spring.main.web-application-type", "none", "spring.kafka.listener.concurrency", "1");
  private static final int PARTITIONS = 4;
  private static final int CONSUMERS_PER_WORKER = 3;
  private static final int TASK_CONSUMERS_PER_WORKER = 1;

  private final Workspace workspace = Backends.shared().newWorkspace();
  private final List<ConfigurableApplicationContext> services = new ArrayList<>();
  private int workers;

  /** The servers that all of it runs on, for what only an operator may do. */
  public Workspace workspace() {
    return workspace;
  }

  /** Starts a gateway and returns a client of it; settings are given as {@code key=value}. */
  public ApiClient startGateway(String... settings) {
    ConfigurableApplicationContext gateway =
        start(ApiGatewayApplication.builder(), arguments(GATEWAY, withPort(settings)));
    return new ApiClient(((WebServerApplicationContext) gateway).getWebServer().getPort());
  }

  /** Starts a gateway that wants tokens signed with this secret. */
  public ApiClient startGatewayWithTokens(String secret, String... settings) {
    Map<String, String> properties =
        Map.of("server.address", "127.0.0.1", "fieldsync.gateway.jwt-secret", secret);
    ConfigurableApplicationContext gateway =
        start(ApiGatewayApplication.builder(), arguments(properties, withPort(settings)));
    return new ApiClient(((WebServerApplicationContext) gateway).getWebServer().getPort());
  }

  public ConfigurableApplicationContext startWorker(String... settings) {
    workers++;
    return start(UpdateWorkerApplication.builder(), arguments(WORKER, settings));
  }

  /** Starts a field-processor. */
  public ConfigurableApplicationContext startProcessor(String... settings) {
    return start(FieldProcessorApplication.builder(), arguments(PROCESSOR, settings));
  }

  /** Starts a campaign-worker that sends to simulated providers. */
  public ConfigurableApplicationContext startCampaignWorker(Simulators providers) {
    return start(
        CampaignWorkerApplication.builder(),
        arguments(
            WORKER,
            "fieldsync.providers.sendgrid.base-url=" + providers.sendGrid().server().uri(),
            "fieldsync.providers.sendgrid.api-key=" + SendGridSimulator.API_KEY,
            "fieldsync.providers.sendgrid.from=office@example.com",
            "fieldsync.providers.sendgrid.reply-domain=replies.example.com",
            "fieldsync.providers.salesforce.login-url=" + providers.salesforce().server().uri(),
            "fieldsync.providers.salesforce.client-id=" + SalesforceSimulator.CLIENT_ID,
            "fieldsync.providers.salesforce.client-secret=" + SalesforceSimulator.CLIENT_SECRET));
  }

  /** Starts a field-processor in a process of its own. */
  JavaProcess startProcessorProcess(Path directory, String... settings) throws IOException {
    return JavaProcess.start(
        directory, FieldProcessorApplication.class, arguments(PROCESSOR, settings));
  }

  /** Starts a gateway in a process of its own and returns when it answers. */
  GatewayProcess startGatewayProcess(Path directory, String... settings) throws IOException {
    int port = TestPorts.free();
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("server.port=" + port);
    JavaProcess process =
        JavaProcess.start(
            directory, ApiGatewayApplication.class, arguments(GATEWAY, all.toArray(String[]::new)));
    ApiClient client = new ApiClient(port);
    await().atMost(Duration.ofMinutes(2)).until(() -> isUp(process, client));
    return new GatewayProcess(process, client);
  }

  /** A gateway that can be paused and killed. */
  record GatewayProcess(JavaProcess process, ApiClient client) {}

  /** Starts a worker in a process of its own; it takes its share of the work when it is up. */
  public JavaProcess startWorkerProcess(Path directory, String... settings) throws IOException {
    return JavaProcess.start(directory, UpdateWorkerApplication.class, arguments(WORKER, settings));
  }

  /** Returns a part of the gateway that was started last in this process. */
  <T> T lastServiceBean(Class<T> type) {
    return services.get(services.size() - 1).getBean(type);
  }

  private static boolean isUp(JavaProcess process, ApiClient client) {
    assertThat(process.isAlive()).as(process.output()).isTrue();
    try {
      return client.get("/api/health").status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Waits until the workers have shared the partitions; before that an update may take seconds. */
  public void awaitAssignment() {
    awaitAssignment(new Topics(workspace.prefix()).updateWorkerGroup(), CONSUMERS_PER_WORKER);
  }

  /** The same for operations on tasks. */
  public void awaitTaskAssignment() {
    awaitAssignment(new Topics(workspace.prefix()).taskWorkerGroup(), TASK_CONSUMERS_PER_WORKER);
  }

  private void awaitAssignment(String groupId, int consumersPerWorker) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", workspace.bootstrapServers()))) {
      await()
          .atMost(Duration.ofSeconds(60))
          // The first worker has not joined yet.
          .ignoreExceptionsMatching(error -> error.getCause() instanceof GroupIdNotFoundException)
          .until(
              () -> {
                ConsumerGroupDescription group =
                    admin.describeConsumerGroups(List.of(groupId)).all().get().get(groupId);
                long assigned =
                    group.members().stream()
                        .mapToLong(member -> member.assignment().topicPartitions().size())
                        .sum();
                return group.groupState() == GroupState.STABLE
                    && group.members().size() == workers * consumersPerWorker
                    && assigned == PARTITIONS;
              });
    }
  }

  private static String[] withPort(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("server.port=0");
    return all.toArray(String[]::new);
  }

  private String[] arguments(Map<String, String> properties, String... settings) {
    List<String> arguments = new ArrayList<>();
    workspace.properties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
    properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
    arguments.add("--logging.structured.format.console=");
    arguments.add("--logging.level.root=warn");
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    return arguments.toArray(String[]::new);
  }

  private ConfigurableApplicationContext start(
      SpringApplicationBuilder application, String... arguments) {
    ConfigurableApplicationContext context = application.run(arguments);
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
