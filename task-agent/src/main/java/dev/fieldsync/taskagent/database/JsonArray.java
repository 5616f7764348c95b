package dev.fieldsync.taskagent.database;

import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Many values as one parameter of a statement, which takes them apart by {@code json_each}: one
 * statement, however many they are.
 */
public final class JsonArray {

  private JsonArray() {}

  /** Returns texts as the parameter. */
  public static String ofTexts(Collection<String> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
    values.forEach(array::add);
    return array.toString();
  }

  /** Returns numbers as the parameter. */
  public static String ofNumbers(Collection<Long> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
    values.forEach(array::add);
    return array.toString();
  }
}
