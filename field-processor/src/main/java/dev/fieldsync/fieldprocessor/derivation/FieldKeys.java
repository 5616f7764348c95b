package dev.fieldsync.fieldprocessor.derivation;

import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whose the derived keys of one field are. A key is ours when it is absent, or holds a value that
 * we wrote at this key of this field before, however old; everything else is a person's.
 *
 * @param users the keys that a person wrote
 * @param definitionDigest the digest of the definition without what is ours
 */
record FieldKeys(Set<DerivedKey> users, String definitionDigest) {

  static FieldKeys of(
      String fieldId,
      ObjectNode definition,
      FieldNotes notes,
      EarlierValues earlier,
      boolean adopt) {
    Set<DerivedKey> users = EnumSet.noneOf(DerivedKey.class);
    ObjectNode authored = JsonNodeFactory.instance.objectNode();
    authored.setAll(definition);
    for (DerivedKey key : DerivedKey.values()) {
      JsonNode value = definition.get(key.key());
      if (value == null || adopt || isOurs(fieldId, key, value, notes, earlier)) {
        authored.remove(key.key());
      } else {
        users.add(key);
      }
    }
    return new FieldKeys(users, Digests.of(authored));
  }

  boolean isUsers(DerivedKey key) {
    return users.contains(key);
  }

  /** We never write null, and a patch of ours could not tell it from a deletion. */
  private static boolean isOurs(
      String fieldId, DerivedKey key, JsonNode value, FieldNotes notes, EarlierValues earlier) {
    if (value.isNull()) {
      return false;
    }
    String digest = notes.digestOf(value);
    return notes.isOurs(key, digest)
        || (!notes.isUsers(key, digest) && earlier.wrote(fieldId, key.key(), value));
  }
}
