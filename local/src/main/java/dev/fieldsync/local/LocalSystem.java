package dev.fieldsync.local;

import dev.fieldsync.campaignworker.CampaignWorkerApplication;
import dev.fieldsync.fieldprocessor.FieldProcessorApplication;
import dev.fieldsync.gateway.ApiGatewayApplication;
import dev.fieldsync.local.broker.LocalBroker;
import dev.fieldsync.local.data.DataDirectory;
import dev.fieldsync.local.database.LocalDatabase;
import dev.fieldsync.local.demo.DemoTemplates;
import dev.fieldsync.local.startup.Ports;
import dev.fieldsync.local.startup.StartupFailure;
import dev.fieldsync.simulators.Simulators;
import dev.fieldsync.updateworker.UpdateWorkerApplication;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * All parts together. Starts once; {@link #stop()} may be called at any time, from any thread and
 * more than once.
 */
final class LocalSystem {

  // Together 33 seconds at the most.
  private static final Duration START_UNDER_WAY = Duration.ofSeconds(3);
  private static final Duration SERVICE_STOP = Duration.ofSeconds(4);
  private static final Duration PROVIDERS_STOP = Duration.ofSeconds(1);
  private static final Duration BROKER_STOP = Duration.ofSeconds(4);
  private static final Duration DATABASE_STOP = Duration.ofSeconds(8);
  private static final Duration DIRECTORY_CLOSE = Duration.ofSeconds(1);

  /** How many customers the simulated Salesforce has. */
  private static final int CONTACTS = 50_000;

  private final StopSequence stopSequence = new StopSequence();
  private final CountDownLatch startEnded = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile boolean running;

  /** Where the parts of a running system are found. */
  record Addresses(
      URI gateway, String jdbcUrl, String broker, Simulators providers, Path data, Path log) {}

  /**
   * Starts everything and returns when the first request can be answered.
   *
   * @param onBrokerFault called when the broker cannot go on
   * @throws StartupFailure when a part does not start; {@link #stop()} stops the others
   */
  Addresses start(LocalSettings settings, Runnable onBrokerFault) {
    try {
      return startParts(settings, onBrokerFault);
    } catch (RuntimeException | Error e) {
      throw explained(e);
    } finally {
      startEnded.countDown();
    }
  }

  private StartupFailure explained(Throwable failure) {
    if (stopping) {
      return new StartupFailure("Stopped before it was ready.");
    }
    if (failure instanceof StartupFailure known) {
      return known;
    }
    return new StartupFailure(
        "Fieldsync does not start: " + StartupFailure.reason(failure), failure);
  }

  private Addresses startParts(LocalSettings settings, Runnable onBrokerFault) {
    DataDirectory data =
        add("Data directory", DIRECTORY_CLOSE, DataDirectory.open(settings.data()));
    Path log = LogFile.open(data.logs());
    LocalDatabase database =
        add(
            "PostgreSQL",
            DATABASE_STOP,
            new LocalDatabase(
                data.postgres(),
                data.programs(),
                data.logs().resolve("postgres.log"),
                settings.postgresPort()));
    LocalBroker broker =
        add(
            "Kafka",
            BROKER_STOP,
            new LocalBroker(data.kafka(), settings.kafkaPort(), onBrokerFault));

    database.takeOver();
    if (settings.clean()) {
      data.clean();
    }
    requireFreePorts(settings);
    Parallel.run(database::start, broker::start);

    Simulators providers =
        add(
            "Simulated providers",
            PROVIDERS_STOP,
            Simulators.start(0, 0, 0, System.nanoTime(), CONTACTS));
    URI address = URI.create("http://%s:%d".formatted(Ports.LOOPBACK, settings.httpPort()));
    providers.sendGrid().inbound().postTo(address.resolve("/api/webhooks/replies/sendgrid"));
    ServiceSettings services =
        new ServiceSettings(settings, database.jdbcUrl(), broker.address(), providers);
    Service worker =
        add(
            "Update-worker",
            SERVICE_STOP,
            new Service("update-worker", UpdateWorkerApplication.builder(), services.worker()));
    Service processor =
        add(
            "Field-processor",
            SERVICE_STOP,
            new Service(
                "field-processor", FieldProcessorApplication.builder(), services.processor()));
    Service campaigns =
        add(
            "Campaign-worker",
            SERVICE_STOP,
            new Service(
                "campaign-worker", CampaignWorkerApplication.builder(), services.campaigns()));
    Service gateway =
        add(
            "Gateway",
            SERVICE_STOP,
            new Service("gateway", ApiGatewayApplication.builder(), services.gateway()));
    Parallel.run(worker::start, gateway::start, processor::start, campaigns::start);
    new DemoTemplates(address).createMissing();
    running = true;
    return new Addresses(
        address, database.jdbcUrl(), broker.address(), providers, data.root(), log);
  }

  private <T extends AutoCloseable> T add(String name, Duration limit, T part) {
    stopSequence.add(name, limit, part);
    if (stopping) {
      throw new IllegalStateException("Stopping");
    }
    return part;
  }

  private static void requireFreePorts(LocalSettings settings) {
    Ports.requireFree(settings.httpPort(), "the gateway", LocalSettings.HTTP_PORT);
    Ports.requireFree(settings.kafkaPort(), "Kafka", LocalSettings.KAFKA_PORT);
    Ports.requireFree(settings.postgresPort(), "PostgreSQL", LocalSettings.POSTGRES_PORT);
  }

  /** Whether the start has succeeded. */
  boolean isRunning() {
    return running;
  }

  /**
   * Stops whatever has been started: the gateway first, so that nobody is left without an answer.
   */
  void stop() {
    stopping = true;
    try {
      startEnded.await(START_UNDER_WAY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopSequence.run();
  }
}
