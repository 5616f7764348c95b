package dev.fieldsync.gateway.cache;

import java.util.Optional;
import java.util.UUID;

/**
 * Whose holding of which template; each key has one writer.
 *
 * @param templateId the template
 * @param node the gateway
 */
record HoldingKey(UUID templateId, String node) {

  private static final char SEPARATOR = '/';
  private static final int UUID_LENGTH = 36;

  @Override
  public String toString() {
    return templateId.toString() + SEPARATOR + node;
  }

  /** Returns nothing for what another version of this service has written. */
  static Optional<HoldingKey> parse(String key) {
    if (key.length() <= UUID_LENGTH + 1 || key.charAt(UUID_LENGTH) != SEPARATOR) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new HoldingKey(
              UUID.fromString(key.substring(0, UUID_LENGTH)), key.substring(UUID_LENGTH + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
