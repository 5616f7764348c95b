package dev.fieldsync.shared.update;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gateway told the senders of these updates what became of them. It stands in the partition of
 * their {@link TemplateEvent}s, behind them, and may be missing. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param type {@link #TYPE}
 * @param node the gateway
 * @param updates at least one, in the order of the answers
 */
public record AcknowledgedUpdates(
    int schemaVersion, String type, String node, List<Acknowledgement> updates)
    implements TemplateLogRecord {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** What tells this kind from the others in the topic. */
  public static final String TYPE = "acknowledged";

  /** Makes a record of the current form. */
  public static AcknowledgedUpdates of(String node, List<Acknowledgement> updates) {
    return new AcknowledgedUpdates(SCHEMA_VERSION, TYPE, node, List.copyOf(updates));
  }

  /**
   * One answer.
   *
   * @param updateId the update
   * @param templateId the template
   * @param organizationId the organization of the request
   * @param actor who sent the request and has the answer now
   * @param status what the answer says
   * @param version the new version, only when applied
   * @param at when it was answered (gateway clock)
   */
  public record Acknowledgement(
      UUID updateId,
      UUID templateId,
      String organizationId,
      String actor,
      UpdateStatus status,
      @Nullable String version,
      Instant at) {

    /** Cuts off what nobody needs. */
    public Acknowledgement {
      at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Makes an acknowledgement of a decided update. */
    public static Acknowledgement of(TemplateEvent event, Instant at) {
      return new Acknowledgement(
          event.updateId(),
          event.templateId(),
          event.organizationId(),
          event.actor(),
          event.status(),
          event.version(),
          at);
    }
  }
}
