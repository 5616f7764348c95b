package dev.fieldsync.shared.history;

import dev.fieldsync.shared.merge.JsonPatch;
import dev.fieldsync.shared.merge.MergePatch;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** How the history keeps what led from one version to the next. */
public enum PatchFormat {
  /** RFC 7386, as it was requested. */
  MERGE_PATCH("merge-patch") {
    @Override
    JsonNode apply(JsonNode document, JsonNode patch) {
      return MergePatch.apply(document, patch);
    }
  },
  /** RFC 6902, the difference that a merge, a JSON Patch or a rollback made. */
  JSON_PATCH("json-patch") {
    @Override
    JsonNode apply(JsonNode document, JsonNode patch) {
      return JsonPatch.parse(patch).apply(document);
    }
  };

  private final String code;

  PatchFormat(String code) {
    this.code = code;
  }

  /** Returns the name in the database and in JSON. */
  public String code() {
    return code;
  }

  /**
   * Returns the format of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static PatchFormat of(String code) {
    return Arrays.stream(values())
        .filter(format -> format.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No patch format is called " + code));
  }

  abstract JsonNode apply(JsonNode document, JsonNode patch);
}
