package dev.fieldsync.gateway.campaign.reply;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The header fields of a mail (RFC 5322, section 2.2). Immutable. */
final class MailHeaders {

  private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");

  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Reads the lines above a mail's body; what is no field is left out. */
  MailHeaders(String lines) {
    FOLD.matcher(lines)
        .replaceAll("")
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                values.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1));
              }
            });
  }

  /**
   * Returns the first value of a field, on one line and without spaces around it.
   *
   * @param name in any letter case
   */
  Optional<String> first(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }
}
