package dev.fieldsync.fieldprocessor.derivation;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the last run noted of one field: the digests of the values that we wrote at each derived
 * key, newest first, the digest of the definition as its authors wrote it, and the digests of
 * persons' values at derived keys, so that the history is not asked again for them.
 */
final class FieldNotes {

  /** How many values of ours are remembered per key. */
  static final int MAX_DIGESTS = 4;

  private static final String DEFINITION = "definition";
  private static final String YIELDED = "yielded";

  private final @Nullable ObjectNode json;
  private final Digests digests;

  private FieldNotes(@Nullable ObjectNode json, Digests digests) {
    this.json = json;
    this.digests = digests;
  }

  static FieldNotes of(@Nullable ObjectNode known, String fieldId, Digests digests) {
    return new FieldNotes(
        known != null && known.get(fieldId) instanceof ObjectNode notes ? notes : null, digests);
  }

  String digestOf(JsonNode derived) {
    return digests.ofDerived(derived);
  }

  /** Whether the field was not there in the last run. */
  boolean isNew() {
    return json == null;
  }

  /** Whether the last run saw another definition than the one with this digest. */
  boolean differs(String definitionDigest) {
    return json == null || !isText(json.get(DEFINITION), definitionDigest);
  }

  boolean isOurs(DerivedKey key, String digest) {
    return ours(key).contains(digest);
  }

  /** Whether this value was found to be a person's before. */
  boolean isUsers(DerivedKey key, String digest) {
    return json != null
        && json.get(YIELDED) instanceof ObjectNode yielded
        && isText(yielded.get(key.key()), digest);
  }

  /**
   * Makes the notes for the next run.
   *
   * @param keys whose the derived keys were found to be
   * @param written what is written now
   * @param definition the definition before that
   */
  ObjectNode next(FieldKeys keys, ObjectNode written, ObjectNode definition) {
    ObjectNode next = JsonNodeFactory.instance.objectNode();
    ObjectNode yielded = JsonNodeFactory.instance.objectNode();
    for (DerivedKey key : DerivedKey.values()) {
      Set<String> ours = new LinkedHashSet<>();
      if (keys.isUsers(key)) {
        yielded.put(key.key(), digests.ofDerived(definition.get(key.key())));
      } else {
        if (written.has(key.key())) {
          ours.add(digests.ofDerived(written.get(key.key())));
        }
        if (definition.has(key.key())) {
          ours.add(digests.ofDerived(definition.get(key.key())));
        }
      }
      ours.addAll(ours(key));
      if (!ours.isEmpty()) {
        ArrayNode values = next.putArray(key.key());
        ours.stream().limit(MAX_DIGESTS).forEach(values::add);
      }
    }
    next.put(DEFINITION, keys.definitionDigest());
    if (!yielded.isEmpty()) {
      next.set(YIELDED, yielded);
    }
    return next;
  }

  private Set<String> ours(DerivedKey key) {
    Set<String> ours = new LinkedHashSet<>();
    if (json != null && json.get(key.key()) instanceof ArrayNode values) {
      for (JsonNode digest : values) {
        if (digest.isString()) {
          ours.add(digest.stringValue());
        }
      }
    }
    return ours;
  }

  private static boolean isText(@Nullable JsonNode value, String text) {
    return value != null && value.isString() && value.stringValue().equals(text);
  }
}
