package dev.fieldsync.campaignworker.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Jobs of one claim that are done alike, so many and so near to each other that they are worth one
 * row for all.
 *
 * @param move what is the same for all
 * @param number of that move
 * @param size how many jobs
 * @param jobs their ids, as PostgreSQL writes an {@code int8multirange}
 */
record Crowd(Moves.Distinct move, int number, int size, String jobs) {

  /** Fewer are recorded one by one, so that there are never many rows to look through for a job. */
  private static final int MIN_SIZE = 20;

  /** Nor may the rows of many overlap: of so many ids from first to last one must be theirs. */
  private static final int MAX_SPREAD = 10;

  /** Finds the crowds among jobs and their moves. */
  static List<Crowd> among(List<Moves.Job> jobs, List<Moves.Distinct> moves) {
    Map<Integer, List<Moves.Job>> done =
        jobs.stream()
            .filter(each -> each.move().isDoneForGood())
            .collect(Collectors.groupingBy(Moves.Job::number));
    List<Crowd> crowds = new ArrayList<>();
    done.forEach(
        (number, members) -> {
          long[] ids = members.stream().mapToLong(each -> each.claim().jobId()).sorted().toArray();
          if (isDense(ids)) {
            crowds.add(new Crowd(moves.get(number - 1), number, ids.length, ranges(ids)));
          }
        });
    return crowds;
  }

  private static boolean isDense(long[] sorted) {
    return sorted.length >= MIN_SIZE
        && sorted[sorted.length - 1] - sorted[0] < (long) MAX_SPREAD * sorted.length;
  }

  private static String ranges(long[] sorted) {
    StringBuilder text = new StringBuilder("{");
    int begin = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[i - 1] + 1) {
        text.append(begin == 0 ? "[" : ",[")
            .append(sorted[begin])
            .append(',')
            .append(sorted[i - 1])
            .append(']');
        begin = i;
      }
    }
    return text.append('}').toString();
  }
}
