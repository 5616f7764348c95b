package dev.fieldsync.shared.vitals;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The numbers of one process at one moment, as they stand in {@code service-vitals}. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param node names the process, until it ends
 * @param service what it is: {@code api-gateway}, {@code campaign-worker}, ...
 * @param at when, of its own clock
 * @param numbers its meters; durations in seconds
 */
public record Vitals(
    int schemaVersion, String node, String service, Instant at, List<Reading> numbers) {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Copies what may be changed. */
  public Vitals {
    numbers = numbers == null ? List.of() : List.copyOf(numbers);
  }

  /**
   * One number.
   *
   * @param meter the meter's name, with dots
   * @param statistic {@code count}, {@code total} or {@code value}
   * @param tags of the meter
   */
  public record Reading(String meter, String statistic, Map<String, String> tags, double value) {}

  /**
   * Adds up the numbers of a meter.
   *
   * @param tags what they must be tagged with at least
   * @return 0 when there are none
   */
  public double sum(String meter, String statistic, Map<String, String> tags) {
    return numbers.stream()
        .filter(each -> each.meter().equals(meter) && each.statistic().equals(statistic))
        .filter(each -> each.tags().entrySet().containsAll(tags.entrySet()))
        .mapToDouble(Reading::value)
        .sum();
  }

  /** Adds up the numbers of a meter, whatever their tags. */
  public double sum(String meter, String statistic) {
    return sum(meter, statistic, Map.of());
  }
}
