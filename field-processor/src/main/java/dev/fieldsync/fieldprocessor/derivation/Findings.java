package dev.fieldsync.fieldprocessor.derivation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The problems that the checks found, and the fields at which each is told, in bounded space: a
 * section that is wrong may concern thousands of fields, and there may be thousands of them.
 */
final class Findings {

  /** How many problems are listed at one field. */
  static final int MAX_PER_FIELD = 20;

  /** How many, when the problems of all fields have more than {@link #MANY} characters. */
  static final int MAX_PER_FIELD_OF_MANY = 2;

  static final long MANY = 2_000_000;

  /** Where even these have more characters, problems are only counted. */
  static final long TOO_MANY = 8_000_000;

  private final Map<String, Told> atFields = new HashMap<>();
  private final Told everywhere = new Told();
  private int found;

  /** Tells a problem at one field. */
  void tell(String fieldId, Problem problem) {
    found++;
    at(fieldId).add(problem);
  }

  /** Tells at one field something about what is derived, which is no problem of the template. */
  void note(String fieldId, Problem note) {
    at(fieldId).add(note);
  }

  /** Tells a problem at each of the fields, or at every field when there is none of them. */
  void tellAtEach(Collection<String> fieldIds, Problem problem) {
    found++;
    if (fieldIds.isEmpty()) {
      everywhere.add(problem);
    }
    fieldIds.forEach(fieldId -> at(fieldId).add(problem));
  }

  /** Returns how many problems there are, each counted once. */
  int found() {
    return found;
  }

  /** Returns how many problems may be listed at one of these fields, which are all there are. */
  int limit(Collection<String> fieldIds) {
    if (length(fieldIds, MAX_PER_FIELD) <= MANY) {
      return MAX_PER_FIELD;
    }
    return length(fieldIds, MAX_PER_FIELD_OF_MANY) <= TOO_MANY ? MAX_PER_FIELD_OF_MANY : 0;
  }

  /** Returns the problems to write at a field, what concerns it alone first. */
  ArrayNode at(String fieldId, int limit) {
    return at(fieldId).json(everywhere, limit);
  }

  private long length(Collection<String> fieldIds, int limit) {
    return fieldIds.stream()
        .flatMap(fieldId -> at(fieldId).listed(everywhere, limit))
        .mapToLong(Problem::length)
        .sum();
  }

  private Told at(String fieldId) {
    return atFields.computeIfAbsent(fieldId, id -> new Told());
  }

  /** Problems told at one place: the first of them, and how many there are. */
  private static final class Told {

    private final List<Problem> first = new ArrayList<>();
    private int count;

    void add(Problem problem) {
      count++;
      if (first.size() < MAX_PER_FIELD) {
        first.add(problem);
      }
    }

    Stream<Problem> listed(Told others, int limit) {
      return Stream.concat(first.stream(), others.first.stream()).limit(limit);
    }

    ArrayNode json(Told others, int limit) {
      ArrayNode json = JsonNodeFactory.instance.arrayNode();
      listed(others, limit).forEach(problem -> json.add(problem.json()));
      int more = count + others.count - json.size();
      if (more > 0) {
        json.add(more(more).json());
      }
      return json;
    }

    private static Problem more(int count) {
      return new Problem(
          ProblemCode.MORE_PROBLEMS,
          count == 1
              ? "One more problem is not listed here. It will be when others are solved."
              : count + " more problems are not listed here. They will be when others are solved.");
    }
  }
}
