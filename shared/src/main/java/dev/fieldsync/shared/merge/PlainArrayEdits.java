package dev.fieldsync.shared.merge;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Finds the operations that turn one array into another when elements have no ids: what both have
 * in common, as a longest common subsequence, stays; between it, elements are changed pairwise.
 */
final class PlainArrayEdits {

  /** Cells of the table; a larger pair of arrays is not worth comparing. */
  private static final long MAX_CELLS = 1_000_000;

  private final EditScript script;
  private final Location place;
  private final ArrayNode from;
  private final ArrayNode to;

  /** Up to where both arrays are the same, from the front and from the back. */
  private final int start;

  private final int fromEnd;
  private final int toEnd;

  private PlainArrayEdits(EditScript script, Location place, ArrayNode from, ArrayNode to) {
    this.script = script;
    this.place = place;
    this.from = from;
    this.to = to;
    int shorter = Math.min(from.size(), to.size());
    int front = 0;
    while (front < shorter && from.get(front).equals(to.get(front))) {
      front++;
    }
    int back = 0;
    while (back < shorter - front
        && from.get(from.size() - 1 - back).equals(to.get(to.size() - 1 - back))) {
      back++;
    }
    this.start = front;
    this.fromEnd = from.size() - back;
    this.toEnd = to.size() - back;
  }

  /** Returns false when the arrays are too large to be compared; then nothing was added. */
  static boolean compare(EditScript script, Location place, ArrayNode from, ArrayNode to) {
    PlainArrayEdits edits = new PlainArrayEdits(script, place, from, to);
    long cells = (long) (edits.fromEnd - edits.start + 1) * (edits.toEnd - edits.start + 1);
    if (cells > MAX_CELLS) {
      return false;
    }
    edits.walk(edits.commonLengths());
    return true;
  }

  /** How long the longest common subsequence of the rests from (i, j) on is. */
  private int[][] commonLengths() {
    int rows = fromEnd - start;
    int columns = toEnd - start;
    int[] oldClasses = new int[rows];
    int[] newClasses = new int[columns];
    classify(oldClasses, newClasses);
    int[][] lengths = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        lengths[i][j] =
            oldClasses[i] == newClasses[j]
                ? lengths[i + 1][j + 1] + 1
                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    return lengths;
  }

  /** Gives equal elements equal numbers; numbers those of the shorter side alone. */
  private void classify(int[] oldClasses, int[] newClasses) {
    boolean fewerOld = oldClasses.length <= newClasses.length;
    int[] few = fewerOld ? oldClasses : newClasses;
    int[] many = fewerOld ? newClasses : oldClasses;
    ArrayNode fewNodes = fewerOld ? from : to;
    ArrayNode manyNodes = fewerOld ? to : from;
    Map<JsonNode, Integer> classes = new HashMap<>();
    for (int i = 0; i < few.length; i++) {
      few[i] = classes.computeIfAbsent(fewNodes.get(start + i), node -> classes.size());
    }
    for (int i = 0; i < many.length; i++) {
      many[i] = classes.getOrDefault(manyNodes.get(start + i), -1);
    }
  }

  private void walk(int[][] lengths) {
    int rows = lengths.length - 1;
    int columns = lengths[0].length - 1;
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      int gone = i;
      int come = j;
      while (gone < rows && (come == columns || lengths[gone + 1][come] == lengths[gone][come])) {
        gone++;
      }
      while (come < columns && (gone == rows || lengths[gone][come + 1] == lengths[gone][come])) {
        come++;
      }
      change(start + i, start + gone, start + j, start + come);
      i = gone;
      j = come;
      // What neither side can skip without losing length is common to both.
      while (i < rows
          && j < columns
          && lengths[i][j] > lengths[i + 1][j]
          && lengths[i][j] > lengths[i][j + 1]) {
        i++;
        j++;
      }
    }
  }

  /** Turns a run of old elements into a run of new ones; everything before it is done. */
  private void change(int fromStart, int fromStop, int toStart, int toStop) {
    int pairs = Math.min(fromStop - fromStart, toStop - toStart);
    for (int i = 0; i < pairs; i++) {
      script.compare(place.child(toStart + i), from.get(fromStart + i), to.get(toStart + i));
    }
    for (int i = fromStart + pairs; i < fromStop; i++) {
      script.add(Edit.remove(place.child(toStart + pairs), from.get(i)));
    }
    for (int i = toStart + pairs; i < toStop; i++) {
      script.add(Edit.add(place.child(i), to.get(i)));
    }
  }
}
