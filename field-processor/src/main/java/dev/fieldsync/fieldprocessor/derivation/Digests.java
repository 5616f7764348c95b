package dev.fieldsync.fieldprocessor.derivation;

import dev.fieldsync.shared.json.Json;
import tools.jackson.databind.JsonNode;

/** Short digests, by which a value is known again: 64 bits, the same in any order of keys. */
final class Digests {

  private static final int LENGTH = 16;

  private Digests() {}

  static String of(JsonNode value) {
    return Json.digest(value).substring(0, LENGTH);
  }
}
