package dev.fieldsync.shared.merge;

import dev.fieldsync.shared.merge.Conflict.Kind;
import dev.fieldsync.shared.merge.Conflict.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The conflicts of a merge while it goes on. Where a moved element ends is known only when all is
 * merged; until then a conflict inside it is at a place relative to it.
 */
final class FoundConflicts {

  /**
   * How many characters all paths may have together. What is found beyond is summed up, one
   * conflict without values for each top-level property.
   */
  static final int MAX_PATHS_LENGTH = 1_000_000;

  private record Found(
      @Nullable Move moved,
      Location place,
      Kind kind,
      @Nullable JsonNode base,
      @Nullable JsonNode theirs,
      @Nullable JsonNode yours,
      Resolution resolution) {}

  private final List<Found> found = new ArrayList<>();

  /**
   * Adds a conflict.
   *
   * @param moved the moved element that the place is relative to, {@code null} for the document
   */
  void add(
      @Nullable Move moved,
      Location place,
      Kind kind,
      @Nullable JsonNode base,
      @Nullable JsonNode theirs,
      @Nullable JsonNode yours,
      Resolution resolution) {
    found.add(new Found(moved, place, kind, base, theirs, yours, resolution));
  }

  /**
   * Returns the conflicts.
   *
   * @param places where moved elements ended; of one that did not, where it would be is told
   */
  List<Conflict> toList(EndedPlaces places) {
    List<Conflict> conflicts = new ArrayList<>(found.size());
    Map<String, Conflict> summary = new LinkedHashMap<>();
    long pathsLength = 0;
    for (Found one : found) {
      Move moved = one.moved;
      Location ended = moved == null ? Location.ROOT : places.of(moved);
      Location origin = ended == null && moved != null ? moved.kept().place() : ended;
      Location place = origin == null ? one.place : one.place.within(origin);
      Resolution resolution = ended == null ? Resolution.YOURS : one.resolution;
      pathsLength += place.length();
      if (pathsLength <= MAX_PATHS_LENGTH) {
        conflicts.add(
            new Conflict(place.toString(), one.kind, one.base, one.theirs, one.yours, resolution));
      } else {
        summary.putIfAbsent(
            place.firstSegment(),
            new Conflict(place.firstSegment(), one.kind, null, null, null, resolution));
      }
    }
    conflicts.addAll(summary.values());
    return List.copyOf(conflicts);
  }
}
