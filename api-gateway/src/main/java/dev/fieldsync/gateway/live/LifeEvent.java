package dev.fieldsync.gateway.live;

import java.util.UUID;

/**
 * One thing that happened in the life of an update, ready to be sent.
 *
 * @param type its name, as in the stream's {@code event:} line
 * @param organizationId who may see it
 * @param templateId the template
 * @param json the stream's {@code data:} line, UTF-8
 */
record LifeEvent(String type, String organizationId, UUID templateId, byte[] json) {

  private static final LifeEvent NOBODYS = new LifeEvent("", "", new UUID(0, 0), new byte[0]);

  /** Returns an event that takes the place of one that nobody asked for. */
  static LifeEvent nobodys() {
    return NOBODYS;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
