package dev.fieldsync.local.broker;

import dev.fieldsync.local.startup.Ports;
import dev.fieldsync.local.startup.StartupFailure;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka broker that everybody runs, broker and controller in one (KRaft), started inside this
 * process on the loopback interface. Its records survive any end of the process.
 */
public final class LocalBroker implements AutoCloseable {

  private final Path data;
  private final int port;
  private final Runnable onFatalFault;
  private @Nullable KafkaRaftServer server;

  /**
   * Prepares a broker; nothing is started or written yet.
   *
   * @param data the broker's files
   * @param onFatalFault called when the broker cannot go on, instead of Kafka's own answer, which
   *     is to end the process without a word; should see to it that the process ends
   */
  public LocalBroker(Path data, int port, Runnable onFatalFault) {
    this.data = data;
    this.port = port;
    this.onFatalFault = onFatalFault;
  }

  /**
   * Starts the broker and returns when it serves clients; after a crash it checks its files first.
   *
   * @throws StartupFailure when it does not come up
   */
  public synchronized void start() {
    Exit.setExitProcedure((status, message) -> giveUp());
    Exit.setHaltProcedure((status, message) -> giveUp());
    try {
      formatOnce();
      KafkaConfig config = new KafkaConfig(BrokerSettings.all(data, port, Ports.anyFree()), false);
      server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
    } catch (Exception e) {
      throw new StartupFailure("Kafka does not start: " + StartupFailure.reason(e), e);
    }
  }

  /** Where clients connect to, {@code host:port}. */
  public String address() {
    return Ports.LOOPBACK + ":" + port;
  }

  /** Stops the broker, which writes everything to disk; does nothing when none runs. */
  @Override
  public synchronized void close() {
    KafkaRaftServer running = server;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
      server = null;
    }
  }

  /** Kafka counts on its thread not going on after this, so it does not. */
  private void giveUp() {
    onFatalFault.run();
    while (true) {
      LockSupport.park(this);
    }
  }

  /** The file that is looked for is the last one that formatting writes. */
  private void formatOnce() throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(BrokerSettings.NODE_ID)
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .run();
  }
}
