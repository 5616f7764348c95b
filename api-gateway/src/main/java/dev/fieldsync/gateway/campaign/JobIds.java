package dev.fieldsync.gateway.campaign;

import java.util.Optional;
import java.util.regex.Pattern;

/** Ids of jobs as they come in. */
public final class JobIds {

  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,17}");

  private JobIds() {}

  /** Reads an id; empty when it cannot be one. */
  public static Optional<Long> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
