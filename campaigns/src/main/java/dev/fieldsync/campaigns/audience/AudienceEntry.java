package dev.fieldsync.campaigns.audience;

import org.jspecify.annotations.Nullable;

/** One entry of an audience, as it was read. */
public sealed interface AudienceEntry {

  /** Returns the number of the line that it begins on, from 1. */
  long line();

  /**
   * Somebody to write to.
   *
   * @param line the line that it begins on
   * @param address where to, as it was given
   * @param attributes what else is known, a JSON object as text, {@code null} for nothing
   */
  record Recipient(long line, String address, @Nullable String attributes)
      implements AudienceEntry {}

  /**
   * An entry that cannot be read.
   *
   * @param line the line that it begins on
   * @param reason what is wrong with it, for people
   */
  record Unreadable(long line, String reason) implements AudienceEntry {}
}
