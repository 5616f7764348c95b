package dev.fieldsync.gateway.template;

import dev.fieldsync.shared.template.TemplateVersion;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a row from every other.
 *
 * @param version as stored; null or any text in rows that others wrote
 * @param transaction PostgreSQL's {@code xmin}, which changes with every write, also of one that
 *     keeps the version
 */
record RowVersion(@Nullable String version, String transaction) {

  /** Returns the number of a version of ours, 0 for any other. */
  long number() {
    return TemplateVersion.numberOf(version);
  }
}
