package dev.fieldsync.gateway.live;

import java.util.UUID;

/**
 * One thing that happened in the life of an update or a campaign, ready to be sent. Immutable: its
 * bytes must not be modified.
 */
final class LifeEvent {

  private static final LifeEvent NOBODYS = new LifeEvent("", "", new UUID(0, 0), new byte[0]);

  private final String type;
  private final String organizationId;
  private final UUID subjectId;
  private final byte[] json;

  LifeEvent(String type, String organizationId, UUID subjectId, byte[] json) {
    this.type = type;
    this.organizationId = organizationId;
    this.subjectId = subjectId;
    this.json = json;
  }

  /** Returns an event that takes the place of one that nobody asked for. */
  static LifeEvent nobodys() {
    return NOBODYS;
  }

  /** Returns its name, as in the stream's {@code event:} line. */
  String type() {
    return type;
  }

  /** Returns who may see it. */
  String organizationId() {
    return organizationId;
  }

  /** Returns the template or the campaign that it is about. */
  UUID subjectId() {
    return subjectId;
  }

  /** Returns the stream's {@code data:} line in UTF-8; not a copy. */
  byte[] json() {
    return json;
  }
}
