package dev.fieldsync.gateway.update;

import dev.fieldsync.shared.update.UpdateRequest;
import java.util.UUID;

/** An update that was put aside, as it can be sent again. Immutable. */
public final class ReplayedUpdate {

  private final UpdateRequest request;
  private final byte[] value;

  ReplayedUpdate(UpdateRequest request, byte[] value) {
    this.request = request;
    this.value = value;
  }

  /** Returns the id that it is sent under. */
  public UUID updateId() {
    return request.updateId();
  }

  /** Returns the template, which is the record's key. */
  public UUID templateId() {
    return request.templateId();
  }

  /** Returns the record's value; it must not be modified. */
  public byte[] value() {
    return value;
  }

  AcceptedUpdate accepted() {
    return AcceptedUpdate.of(request);
  }
}
