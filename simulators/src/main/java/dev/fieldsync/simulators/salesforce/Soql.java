package dev.fieldsync.simulators.salesforce;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * As much of SOQL as the simulator understands.
 *
 * @param limit {@link Integer#MAX_VALUE} when there is none
 */
record Soql(List<String> fields, String object, int limit) {

  private static final Pattern QUERY =
      Pattern.compile(
          "(?is)\\s*SELECT\\s+([\\w\\s,.]+?)\\s+FROM\\s+(\\w+)(?:\\s+WHERE\\s.+?)?"
              + "(?:\\s+ORDER\\s+BY\\s.+?)?(?:\\s+LIMIT\\s+(\\d{1,9}))?\\s*");

  static Optional<Soql> parse(String text) {
    Matcher query = QUERY.matcher(text);
    if (!query.matches()) {
      return Optional.empty();
    }
    List<String> fields = Stream.of(query.group(1).split(",", -1)).map(String::strip).toList();
    int limit = query.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(query.group(3));
    return Optional.of(new Soql(fields, query.group(2), limit));
  }
}
