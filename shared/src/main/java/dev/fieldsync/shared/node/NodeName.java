package dev.fieldsync.shared.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The name of one running process. Immutable.
 *
 * @param value never blank
 */
public record NodeName(String value) {

  /**
   * Returns the configured name; when it is blank, the host's name and six random hex digits, since
   * several processes may run on one host.
   *
   * @param service stands in for a host that has no name in its own resolver
   */
  public static NodeName of(String configured, String service) {
    return new NodeName(
        configured.isBlank() ? hostName(service) + "-" + randomSuffix() : configured.strip());
  }

  private static String hostName(String service) {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The digits tell processes apart all the same.
      return service;
    }
  }

  private static String randomSuffix() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt(0x1000000)).substring(2);
  }
}
