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

  private FieldNotes(@Nullable ObjectNode json) {
    this.json = json;
  }

  static FieldNotes of(@Nullable ObjectNode known, String fieldId) {
    return new FieldNotes(
        known != null && known.get(fieldId) instanceof ObjectNode notes ? notes : null);
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
        yielded.put(key.key(), Digests.of(definition.get(key.key())));
      } else {
        if (written.has(key.key())) {
          ours.add(Digests.of(written.get(key.key())));
        }
        if (definition.has(key.key())) {
          ours.add(Digests.of(definition.get(key.key())));
        }
      }
      ours.addAll(ours(key));
      if (!ours.isEmpty()) {
        ArrayNode digests = next.putArray(key.key());
        ours.stream().limit(MAX_DIGESTS).forEach(digests::add);
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
    if (json != null && json.get(key.key()) instanceof ArrayNode digests) {
      for (JsonNode digest : digests) {
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
