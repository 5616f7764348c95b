package dev.fieldsync.shared.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fields that an operation carries; the others stay as they are.
 *
 * @param describes whether {@code description} is meant, be it {@code null}
 */
public record TaskChange(
    @Nullable String title,
    boolean describes,
    @Nullable String description,
    @Nullable Boolean completed,
    @Nullable Instant createdAt) {

  /** Says whether a task can be made of this without losing what its sender left unsaid. */
  public boolean carriesEverything() {
    return title != null && describes && completed != null;
  }

  /**
   * Returns a task's content after this change.
   *
   * @param before {@code null} when there is no task yet
   * @param at the time of the change, for a task that it makes
   */
  public TaskContent over(@Nullable TaskContent before, Instant at) {
    TaskContent base = before == null ? new TaskContent("", null, false, at) : before;
    return new TaskContent(
        title == null ? base.title() : title,
        describes ? description : base.description(),
        completed == null ? base.completed() : completed,
        // The first maker's word stands.
        before != null || createdAt == null ? base.createdAt() : createdAt);
  }
}
