package dev.fieldsync.scenarios.system;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a gateway answered.
 *
 * @param status the status code
 * @param body the JSON; a missing node without any
 * @param cache {@code X-Cache}, {@code null} without it
 * @param millis how long it took
 */
public record Reply(int status, JsonNode body, @Nullable String cache, long millis) {

  /** Says whether the request was done or taken. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
