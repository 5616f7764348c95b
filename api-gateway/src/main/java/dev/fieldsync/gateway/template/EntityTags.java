package dev.fieldsync.gateway.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags in {@code If-Match} and {@code If-None-Match}, RFC 9110 sections 8.8.3 and 13.1. */
public final class EntityTags {

  private static final String ANY = "*";
  private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(?:,|$)");

  private EntityTags() {}

  /** Compares weakly, as {@code If-None-Match} wants it. */
  static boolean includes(@Nullable String header, String etag) {
    if (header == null) {
      return false;
    }
    if (header.strip().equals(ANY)) {
      return true;
    }
    Matcher tag = TAG.matcher(header);
    while (tag.find()) {
      if (etag.equals('"' + tag.group(2) + '"')) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the versions of an {@code If-Match} header. A weak tag can never match and is left out.
   *
   * @return the versions; empty when the header is {@code *} or absent
   * @throws IllegalArgumentException when the header is malformed
   */
  public static Optional<List<String>> versions(@Nullable String header) {
    if (header == null || header.strip().equals(ANY)) {
      return Optional.empty();
    }
    List<String> versions = new ArrayList<>();
    Matcher tag = TAG.matcher(header);
    int end = 0;
    while (end < header.length() && tag.find(end) && tag.start() == end) {
      if (tag.group(1) == null) {
        versions.add(tag.group(2));
      }
      end = tag.end();
    }
    if (end < header.length() || header.isBlank()) {
      throw new IllegalArgumentException("Not a list of entity tags: " + header);
    }
    return Optional.of(versions);
  }
}
