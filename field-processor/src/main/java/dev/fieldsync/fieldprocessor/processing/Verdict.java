package dev.fieldsync.fieldprocessor.processing;

import org.jspecify.annotations.Nullable;

/** What a run finds is to be done with a template. */
sealed interface Verdict {

  /** A version is to be written. */
  record Write(DerivedVersion version) implements Verdict {}

  /**
   * What is stored is right.
   *
   * @param upToDate what is right, for the books
   * @param problems how many problems the field definitions have
   */
  record UpToDate(ProcessedVersion upToDate, int problems) implements Verdict {}

  /**
   * A person was here a moment ago.
   *
   * @param retryAfterMs how long until the cooldown is over, in milliseconds, at least 1
   * @param version the stored version
   */
  record TooEarly(long retryAfterMs, @Nullable String version) implements Verdict {}

  /** The template does not exist. */
  record Gone() implements Verdict {}

  /**
   * It will be the same every time.
   *
   * @param reason for people
   * @param version the stored version
   */
  record Impossible(String reason, @Nullable String version) implements Verdict {}
}
