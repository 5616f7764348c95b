package dev.fieldsync.gateway.cache;

import dev.fieldsync.shared.template.TemplateVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the cache of one gateway holds of a template.
 *
 * @param version the cached one as it is stored; null in a row without one
 * @param loadedAtMs when it was loaded, by the clock of that gateway; since 1970
 * @param heard the number of the latest version that an event told that gateway of; 0 for none
 * @param heardAfterMs how long after its publication that event was in its cache
 */
record Holding(@Nullable String version, long loadedAtMs, long heard, long heardAfterMs) {

  /** Returns the number of the latest version that this gateway must have known to exist. */
  long newest() {
    return Math.max(heard, TemplateVersion.parse(version).map(TemplateVersion::number).orElse(0L));
  }
}
