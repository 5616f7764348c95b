package dev.fieldsync.gateway.update;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a sender prefers, RFC 7240's {@code Prefer} header; what cannot be understood is ignored, as
 * the RFC wants.
 *
 * @param respondAsync answer as soon as the update is durable
 * @param minimal leave the template out of the answer
 * @param strict refuse unknown top-level fields instead of ignoring them
 * @param maxWait how long to wait for the update to be applied, at most
 */
public record Preferences(boolean respondAsync, boolean minimal, boolean strict, Duration maxWait) {

  /** Reads the values of all {@code Prefer} headers. */
  public static Preferences of(List<String> headers, Duration longest) {
    Map<String, String> values = new HashMap<>();
    for (String header : headers) {
      for (String preference : header.split(",", -1)) {
        String[] parts = preference.split(";", 2)[0].split("=", 2);
        String value = parts.length < 2 ? "" : parts[1].strip().replace("\"", "");
        values.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), value);
      }
    }
    return new Preferences(
        values.containsKey("respond-async"),
        "minimal".equals(values.get("return")),
        "strict".equals(values.get("handling")),
        wait(values.getOrDefault("wait", ""), longest));
  }

  /** Returns the same, but for an answer as soon as the update is durable. */
  Preferences async() {
    return new Preferences(true, minimal, strict, maxWait);
  }

  private static Duration wait(String seconds, Duration longest) {
    if (!seconds.matches("[0-9]{1,6}")) {
      return longest;
    }
    Duration wait = Duration.ofSeconds(Long.parseLong(seconds));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
