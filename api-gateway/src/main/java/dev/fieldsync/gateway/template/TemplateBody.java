package dev.fieldsync.gateway.template;

import java.util.UUID;

/** A template as it goes over the wire. Immutable: its bytes must not be modified. */
public final class TemplateBody {

  private final UUID id;
  private final String organizationId;
  private final String version;
  private final byte[] json;

  TemplateBody(UUID id, String organizationId, String version, byte[] json) {
    this.id = id;
    this.organizationId = organizationId;
    this.version = version;
    this.json = json;
  }

  /** Returns which template this is. */
  public UUID id() {
    return id;
  }

  /** Returns whose it is. */
  public String organizationId() {
    return organizationId;
  }

  /** Returns its version, empty in a legacy row without one. */
  public String version() {
    return version;
  }

  /** Returns the entity tag that names the version. */
  public String etag() {
    return '"' + version + '"';
  }

  /** Returns the whole document as JSON in UTF-8; not a copy. */
  public byte[] json() {
    return json;
  }
}
