package dev.fieldsync.scenarios.bench.tasks;

import java.util.HashSet;
import java.util.Set;

/** The titles that a device gave its tasks; each is there once. Not thread-safe. */
final class Titles {

  private final Set<String> missing = new HashSet<>();

  /** All titles from the beginning with 0 to the one before {@code count}. */
  Titles(String beginning, int count) {
    for (int i = 0; i < count; i++) {
      missing.add(beginning + i);
    }
  }

  /** Notes that a task with a title was found. */
  void found(String title) {
    missing.remove(title);
  }

  /** Returns how many were not found. */
  int missing() {
    return missing.size();
  }
}
