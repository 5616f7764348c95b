package dev.fieldsync.shared.merge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place that two people changed differently. Of the three values those that were not there are
 * absent in JSON and {@code null} in Java; a value {@code null} is a {@code NullNode}.
 *
 * @param path JSON Pointer in the merged document
 * @param base the value that both started from; for {@link Kind#ORDER} the ids, for {@link
 *     Kind#MOVE} the JSON Pointer of the element in that document
 * @param theirs the value that was stored before this merge, in the same form
 * @param yours the value of the request that came later, in the same form
 * @param resolution whose value is in the merged document
 */
@JsonInclude(Include.NON_NULL)
public record Conflict(
    String path,
    Kind kind,
    @Nullable JsonNode base,
    @Nullable JsonNode theirs,
    @Nullable JsonNode yours,
    Resolution resolution) {

  /** What was done differently. */
  public enum Kind {
    /** Both set a value, not the same. */
    VALUE("value"),
    /** One deleted what the other changed or moved; it is kept. */
    DELETE_EDIT("delete-edit"),
    /** Both changed the order of the same elements. */
    ORDER("order"),
    /** Both moved an element, to different places. */
    MOVE("move");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** Returns the name in JSON. */
    @JsonValue
    public String code() {
      return code;
    }
  }

  /** Whose side was taken. */
  public enum Resolution {
    /** The request's. */
    YOURS("yours"),
    /** That of what was stored already. */
    THEIRS("theirs");

    private final String code;

    Resolution(String code) {
      this.code = code;
    }

    /** Returns the name in JSON. */
    @JsonValue
    public String code() {
      return code;
    }
  }
}
