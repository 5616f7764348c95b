package dev.fieldsync.gateway.cache;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who this gateway is among the others, {@code fieldsync.gateway}; needs a restart.
 *
 * @param node a name that no other gateway has; default the host name and six random digits
 */
@ConfigurationProperties("fieldsync.gateway")
record NodeProperties(@DefaultValue("") String node) {

  NodeProperties {
    if (node.isBlank()) {
      int random = ThreadLocalRandom.current().nextInt(0x1000000);
      node = "%s-%06x".formatted(hostName().toLowerCase(Locale.ROOT), random);
    }
  }

  private static String hostName() {
    String name = System.getenv("HOSTNAME");
    if (name != null && !name.isBlank()) {
      return name;
    }
    try {
      return java.net.InetAddress.getLocalHost().getHostName();
    } catch (java.net.UnknownHostException e) {
      return "gateway";
    }
  }
}
