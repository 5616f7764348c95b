package dev.fieldsync.shared.update;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a strict update accepts as the current one.
 *
 * @param source where the sender named them, which decides the status of the refusal
 * @param versions at least one version
 */
public record Precondition(Source source, List<String> versions) {

  /** Where a precondition was given. */
  public enum Source {
    /** The {@code If-Match} header: a miss is 412. */
    IF_MATCH("if-match", 412),
    /** The body's {@code version}: a miss is 409. */
    BODY("body", 409);

    private final String code;
    private final int missStatus;

    Source(String code, int missStatus) {
      this.code = code;
      this.missStatus = missStatus;
    }

    /** Returns the name in JSON. */
    @JsonValue
    public String code() {
      return code;
    }

    /** Returns the HTTP status of an update whose precondition did not hold. */
    public int missStatus() {
      return missStatus;
    }
  }

  /** Makes the list unmodifiable. */
  public Precondition {
    versions = List.copyOf(versions);
  }

  /** Says whether the stored version, {@code null} in a row without one, is among the accepted. */
  public boolean holdsFor(@Nullable String current) {
    return current != null && versions.contains(current);
  }
}
