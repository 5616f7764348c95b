package dev.fieldsync.fieldprocessor.derivation;

import dev.fieldsync.shared.json.Json;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Short digests, by which a value is known again: 64 bits, the same in any order of keys. The
 * fields of a template have many derived values in common, so those of a run are remembered. Not
 * thread-safe.
 */
final class Digests {

  private static final int LENGTH = 16;

  private final Map<JsonNode, String> remembered = new HashMap<>();

  /** Returns the digest of a value that other fields may have too. */
  String ofDerived(JsonNode value) {
    return remembered.computeIfAbsent(value, Digests::of);
  }

  static String of(JsonNode value) {
    return Json.digest(value).substring(0, LENGTH);
  }
}
