package dev.fieldsync.fieldprocessor.derivation;

import tools.jackson.databind.JsonNode;

/**
 * Which values the processor has written before, however long ago. Asked rarely: only of a value
 * that is not among the last ones noted for its key, and once of the same value.
 */
@FunctionalInterface
public interface EarlierValues {

  /**
   * Whether the processor, and not a person, once wrote this value at this place.
   *
   * @param fieldId the key of the field definition
   * @param key the derived key inside it
   * @param value what is stored there now
   */
  boolean wrote(String fieldId, String key, JsonNode value);
}
