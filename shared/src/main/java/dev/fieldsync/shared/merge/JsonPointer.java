package dev.fieldsync.shared.merge;

import java.util.ArrayList;
import java.util.List;

/**
 * A parsed JSON Pointer, <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>.
 *
 * @param segments the decoded reference tokens; empty for the whole document
 */
record JsonPointer(List<String> segments) {

  /**
   * Parses a pointer.
   *
   * @throws IllegalArgumentException with a message for its sender when it is malformed
   */
  static JsonPointer parse(String text) {
    if (!text.isEmpty() && text.charAt(0) != '/') {
      throw new IllegalArgumentException("a JSON Pointer is empty or begins with /");
    }
    List<String> segments = new ArrayList<>();
    int start = 1;
    while (start <= text.length()) {
      int end = text.indexOf('/', start);
      end = end < 0 ? text.length() : end;
      segments.add(decode(text.substring(start, end)));
      start = end + 1;
    }
    return new JsonPointer(segments);
  }

  private static String decode(String token) {
    int tilde = token.indexOf('~');
    if (tilde < 0) {
      return token;
    }
    while (tilde >= 0) {
      char next = tilde + 1 < token.length() ? token.charAt(tilde + 1) : ' ';
      if (next != '0' && next != '1') {
        throw new IllegalArgumentException("in a JSON Pointer ~ is followed by 0 or 1");
      }
      tilde = token.indexOf('~', tilde + 1);
    }
    return token.replace("~1", "/").replace("~0", "~");
  }

  boolean isRoot() {
    return segments.isEmpty();
  }

  String last() {
    return segments.get(segments.size() - 1);
  }

  /** Whether the other pointer leads into the value that this one points at. */
  boolean isAncestorOf(JsonPointer other) {
    return segments.size() < other.segments.size()
        && other.segments.subList(0, segments.size()).equals(segments);
  }

  /**
   * Reads a segment as the index of an array element.
   *
   * @return -1 when it is none: not digits alone, a leading zero, or larger than any array
   */
  static int index(String segment) {
    if (segment.isEmpty() || segment.length() > 9) {
      return -1;
    }
    if (segment.charAt(0) == '0' && segment.length() > 1) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < segment.length(); i++) {
      int digit = segment.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      index = index * 10 + digit;
    }
    return index;
  }
}
