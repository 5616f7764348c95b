package dev.fieldsync.local;

import dev.fieldsync.campaignworker.CampaignWorkerApplication;
import dev.fieldsync.local.startup.StartupFailure;
import java.io.PrintStream;

/**
 * Starts the whole system in this process.
 *
 * <pre>
 * mvn spring-boot:run
 * mvn spring-boot:run -Dspring-boot.run.arguments="--clean --fieldsync.local.http-port=8090"
 * java -jar local/target/fieldsync-local-*-exec.jar --clean
 * </pre>
 *
 * The options are those of {@code local/README.md}. The process ends with status 1 and one line
 * that says why when it cannot start, and stops everything it has started when it is interrupted or
 * terminated.
 */
public final class LocalApplication {

  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;

  private LocalApplication() {}

  /** Starts the system and returns when it is ready; it runs until the process is told to end. */
  public static void main(String... arguments) {
    long begin = System.nanoTime();
    CampaignWorkerApplication.enlargeCommonPool();
    LocalSystem system = new LocalSystem();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system), "stop"));
    try {
      LocalSettings settings = LocalSettings.from(Options.parse(System.getenv(), arguments));
      OUT.println("Fieldsync starts ...");
      LocalSystem.Addresses addresses =
          system.start(settings, LocalApplication::endAfterBrokerFault);
      OUT.print(Screen.text(addresses, (System.nanoTime() - begin) / 1e9));
    } catch (StartupFailure e) {
      ERR.println(e.getMessage() + LogFile.record(e));
      System.exit(1);
    }
  }

  private static void stop(LocalSystem system) {
    if (system.isRunning()) {
      OUT.println("Fieldsync stops ...");
    }
    system.stop();
  }

  private static void endAfterBrokerFault() {
    ERR.println(
        "The Kafka broker cannot go on, so everything stops; the log says why. The data stays.");
    // In a thread of its own: ending waits for the broker, whose thread this is.
    new Thread(() -> System.exit(1), "end").start();
  }
}
