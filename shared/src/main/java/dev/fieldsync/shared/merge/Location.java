package dev.fieldsync.shared.merge;

import dev.fieldsync.shared.json.JsonPath;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document while it is walked. It becomes a JSON Pointer only when somebody asks: a
 * pointer can have 100 kB, and most places are never mentioned.
 */
final class Location {

  static final Location ROOT = new Location(null, "", 0, 0);

  private final @Nullable Location parent;
  private final String escaped;
  private final int length;
  private final int depth;

  private Location(@Nullable Location parent, String escaped, int length, int depth) {
    this.parent = parent;
    this.escaped = escaped;
    this.length = length;
    this.depth = depth;
  }

  Location child(String property) {
    return child(property.indexOf('~') < 0 && property.indexOf('/') < 0, property);
  }

  Location child(int index) {
    return child(true, Integer.toString(index));
  }

  private Location child(boolean plain, String segment) {
    String text = plain ? segment : JsonPath.child("", segment).substring(1);
    return new Location(this, text, length + 1 + text.length(), depth + 1);
  }

  /** Returns the same place when the root of its document is at another place. */
  Location within(Location origin) {
    if (parent == null) {
      return origin;
    }
    Location above = origin == ROOT ? parent : parent.within(origin);
    return above == parent
        ? this
        : new Location(above, escaped, above.length + 1 + escaped.length(), above.depth + 1);
  }

  /** Returns how many characters the pointer has. */
  int length() {
    return length;
  }

  /** Returns how many segments the pointer has. */
  int depth() {
    return depth;
  }

  /** Returns the pointer's first segment as a pointer, {@code ""} for the root. */
  String firstSegment() {
    Location top = this;
    for (Location above = parent; above != null && above != ROOT; above = above.parent) {
      top = above;
    }
    return top == ROOT ? "" : "/" + top.escaped;
  }

  /** Returns the JSON Pointer. */
  @Override
  public String toString() {
    Deque<String> segments = new ArrayDeque<>(depth);
    Location place = this;
    while (place.parent != null) {
      segments.push(place.escaped);
      place = place.parent;
    }
    StringBuilder pointer = new StringBuilder(length);
    for (String segment : segments) {
      pointer.append('/').append(segment);
    }
    return pointer.toString();
  }
}
