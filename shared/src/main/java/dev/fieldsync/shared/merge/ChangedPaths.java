package dev.fieldsync.shared.merge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the distinct JSON Pointers that a change touches, in order, in bounded space: of more
 * than {@value #MAX_PATHS} pointers, or of more than {@value #MAX_LENGTH} characters, only the
 * first segments are kept; when even these are too many, {@code ""}, the whole document.
 */
final class ChangedPaths {

  static final int MAX_PATHS = 256;

  static final int MAX_LENGTH = 65_536;

  private enum Detail {
    POINTERS,
    FIRST_SEGMENTS,
    DOCUMENT
  }

  private final Set<String> paths = new LinkedHashSet<>();
  private final Set<String> firstSegments = new LinkedHashSet<>();
  private Detail detail = Detail.POINTERS;
  private int pathsLength;
  private int firstSegmentsLength;

  void add(Location place) {
    String first = detail == Detail.DOCUMENT ? "" : place.firstSegment();
    if (detail == Detail.POINTERS && place.length() > MAX_LENGTH) {
      detail = Detail.FIRST_SEGMENTS;
    }
    add(detail == Detail.POINTERS ? place.toString() : "", first);
  }

  void add(String pointer) {
    int end = pointer.indexOf('/', 1);
    add(pointer, end < 0 ? pointer : pointer.substring(0, end));
  }

  private void add(String pointer, String first) {
    if (detail != Detail.DOCUMENT && firstSegments.add(first)) {
      firstSegmentsLength += first.length();
      if (firstSegments.size() > MAX_PATHS || firstSegmentsLength > MAX_LENGTH) {
        detail = Detail.DOCUMENT;
      }
    }
    if (detail == Detail.POINTERS && paths.add(pointer)) {
      pathsLength += pointer.length();
      if (paths.size() > MAX_PATHS || pathsLength > MAX_LENGTH) {
        detail = Detail.FIRST_SEGMENTS;
      }
    }
  }

  List<String> toList() {
    return switch (detail) {
      case POINTERS -> List.copyOf(paths);
      case FIRST_SEGMENTS -> List.copyOf(firstSegments);
      case DOCUMENT -> List.of("");
    };
  }
}
