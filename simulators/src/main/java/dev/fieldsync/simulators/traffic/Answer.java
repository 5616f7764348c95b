package dev.fieldsync.simulators.traffic;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A response.
 *
 * @param body as text; JSON unless it is empty
 */
public record Answer(int status, Map<String, String> headers, String body) {

  /** Copies the headers. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Returns an answer without a body. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  /** Returns an answer in JSON. */
  public static Answer json(int status, JsonNode body) {
    return new Answer(status, Map.of(), body.toString());
  }

  /** Returns the same with another header. */
  public Answer with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return new Answer(status, changed, body);
  }
}
