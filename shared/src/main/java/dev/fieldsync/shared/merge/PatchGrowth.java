package dev.fieldsync.shared.merge;

import dev.fieldsync.shared.json.StrictJson;
import tools.jackson.databind.JsonNode;

/** Keeps one patch from making a document much larger or deeper than what was sent. */
final class PatchGrowth {

  /**
   * How many characters {@code copy}, and {@code move} to a deeper place, may touch altogether:
   * without a bound a short patch doubles the document as often as it likes.
   */
  static final long MAX_COPIED_LENGTH = 8_000_000;

  private long copiedLength;

  /** Checks that a value may be copied, or moved to a deeper place. */
  void checkCopy(JsonPointer to, JsonNode value) {
    checkDepth(to, value);
    copiedLength += TextLength.of(value, MAX_COPIED_LENGTH - copiedLength);
    if (copiedLength > MAX_COPIED_LENGTH) {
      throw Misfit.because(
          "the patch copies more than %d characters; send it in parts"
              .formatted(MAX_COPIED_LENGTH));
    }
  }

  static void checkDepth(JsonPointer to, JsonNode value) {
    checkDepth(to.segments().size(), value);
  }

  private static void checkDepth(int depth, JsonNode value) {
    if (value.isContainer()) {
      if (depth >= StrictJson.MAX_DEPTH) {
        throw Misfit.because(
            "the result would be deeper than %d levels".formatted(StrictJson.MAX_DEPTH));
      }
      value.values().forEach(child -> checkDepth(depth + 1, child));
    }
  }
}
