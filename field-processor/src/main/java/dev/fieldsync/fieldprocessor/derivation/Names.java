package dev.fieldsync.fieldprocessor.derivation;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Ids and texts of a template as they appear in problems: short, since a problem is told at many
 * fields.
 */
final class Names {

  /** How many ids one problem names. */
  static final int MAX_LISTED = 5;

  private static final int MAX_ID_LENGTH = 200;
  private static final int MAX_EXCERPT_LENGTH = 60;

  private Names() {}

  /** Whether an id is short enough to be repeated; a cut one would be the id of nothing. */
  static boolean isShort(String id) {
    return id.length() <= MAX_ID_LENGTH;
  }

  /** Returns the text in quotes, cut when it is long. */
  static String quoted(String text) {
    return '"' + cut(text) + '"';
  }

  /** Cuts a long text, never in the middle of a character. */
  static String cut(String text) {
    if (text.length() <= MAX_EXCERPT_LENGTH) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MAX_EXCERPT_LENGTH - 1));
    return text.substring(0, splits ? MAX_EXCERPT_LENGTH - 1 : MAX_EXCERPT_LENGTH) + "...";
  }

  /** Returns the first ids in quotes, and how many more there are. */
  static String listed(Collection<String> ids) {
    String first =
        ids.stream().limit(MAX_LISTED).map(Names::quoted).collect(Collectors.joining(", "));
    int more = ids.size() - MAX_LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
