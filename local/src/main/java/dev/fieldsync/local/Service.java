package dev.fieldsync.local;

import dev.fieldsync.local.startup.StartupFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.ConfigurableApplicationContext;

/** One of the services as it is; only its settings are ours. */
final class Service implements AutoCloseable {

  private final String name;
  private final SpringApplicationBuilder application;
  private final Map<String, String> settings;
  private volatile @Nullable ConfigurableApplicationContext context;

  /**
   * Prepares a service; nothing is started yet.
   *
   * @param settings take precedence over everything else that configures the service
   */
  Service(String name, SpringApplicationBuilder application, Map<String, String> settings) {
    this.name = name;
    this.application = application;
    this.settings = settings;
  }

  /**
   * Starts the service and returns when it is ready.
   *
   * @throws StartupFailure when it does not come up
   */
  void start() {
    String[] options =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    try {
      // Stopping is the business of the whole, in its order.
      context = application.registerShutdownHook(false).run(options);
    } catch (RuntimeException e) {
      throw new StartupFailure("The %s does not start: %s".formatted(name, reason(e)), e);
    }
  }

  /** A setting that cannot be read is better known by its name than by what began the failure. */
  private static String reason(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException setting) {
        return "%s (%s)".formatted(setting.getMessage(), StartupFailure.reason(setting));
      }
    }
    return StartupFailure.reason(failure);
  }

  /**
   * Stops the service and returns when its last request is answered; does nothing when none runs.
   */
  @Override
  public void close() {
    ConfigurableApplicationContext running = context;
    if (running != null) {
      running.close();
    }
  }
}
