package dev.fieldsync.simulators.traffic;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param method in capitals
 * @param path without the query
 * @param query the query as it was sent, may be empty
 * @param headers by lower-case name
 * @param body as text, may be empty
 */
public record Call(
    String method, String path, String query, Map<String, String> headers, String body) {

  /** Returns a header, or null. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** Returns the parameters of the query. */
  public Map<String, String> parameters() {
    return decoded(query);
  }

  /** Returns the parameters of a form. */
  public Map<String, String> form() {
    return decoded(body);
  }

  private static Map<String, String> decoded(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
