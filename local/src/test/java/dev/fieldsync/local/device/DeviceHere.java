package dev.fieldsync.local.device;

import dev.fieldsync.taskagent.TaskAgentApplication;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A device in this process; it breaks off as one whose file is taken away. */
final class DeviceHere extends Device {

  private final DeviceClock clock = new DeviceClock(Duration.ZERO);
  private final String person;
  private final String[] settings;
  private ConfigurableApplicationContext context;

  DeviceHere(String name, Path folder, String person, int gatewayPort, String... settings) {
    super(name, folder, gatewayPort);
    this.person = person;
    this.settings = Arrays.copyOf(settings, settings.length + 1);
    this.settings[settings.length] = "server.port=0";
    start();
  }

  private void start() {
    context =
        TaskAgentApplication.builder()
            .initializers(
                unstarted ->
                    ((GenericApplicationContext) unstarted).registerBean(Clock.class, () -> clock))
            .run(AgentArguments.of(this, person, settings));
  }

  @Override
  int port() {
    return ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  @Override
  void clockIsWrongBy(Duration error) {
    clock.isWrongBy(error);
  }

  @Override
  void breakOffAndStartAgain() {
    try {
      ((Closeable) context.getBean(DataSource.class)).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context.close();
    start();
  }

  @Override
  public void close() {
    context.close();
    super.close();
  }
}
