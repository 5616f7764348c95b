package dev.fieldsync.local.device;

import java.util.ArrayList;
import java.util.List;

/** What every agent of the tests is told: short delays, and to be a device. */
final class AgentArguments {

  /** What the services of the same class path bring, and a device does not have. */
  private static final String FOREIGN =
      String.join(
          ",",
          "dev.fieldsync.shared.startup.ServiceAutoConfiguration",
          "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration");

  private AgentArguments() {}

  /**
   * Returns the arguments of a start.
   *
   * @param settings {@code key=value}
   */
  static String[] of(Device device, String person, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--fieldsync.agent.database=" + device.file(),
                "--fieldsync.agent.server=" + device.network().url(),
                "--fieldsync.agent.actor=" + person,
                "--fieldsync.agent.probe-interval=100ms",
                "--fieldsync.agent.retry-delay=50ms",
                "--fieldsync.agent.sync-interval=300ms",
                "--spring.autoconfigure.exclude=" + FOREIGN,
                "--logging.level.root=error"));
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    return arguments.toArray(String[]::new);
  }
}
