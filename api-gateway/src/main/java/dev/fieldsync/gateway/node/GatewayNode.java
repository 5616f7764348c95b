package dev.fieldsync.gateway.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The name of this gateway, {@code fieldsync.gateway.node}; by default the host's name and six
 * random hex digits, since several may run on one host. Immutable.
 */
@Component
public class GatewayNode {

  private final String name;

  GatewayNode(@Value("${fieldsync.gateway.node:}") String configured) {
    name = configured.isBlank() ? hostName() + "-" + randomSuffix() : configured.strip();
  }

  /** Returns the name, never blank. */
  public String name() {
    return name;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A host without a name in its own resolver; the digits tell gateways apart all the same.
      return "gateway";
    }
  }

  private static String randomSuffix() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt(0x1000000)).substring(2);
  }
}
