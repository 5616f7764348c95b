package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.history.CurrentTemplate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version that a run wants to write.
 *
 * @param claim under which it is written
 * @param before the template that it is derived from
 * @param run names the run; the update id in the history
 * @param processed the new version, and what is kept of it
 * @param fieldDefinitions the new column, as JSON
 * @param patch the RFC 7386 merge patch that leads there
 * @param changedPaths JSON Pointers of what changes
 * @param digest the digest of the patch
 * @param base the whole document before, when the history is to keep it
 * @param problems how many problems the field definitions have
 */
record DerivedVersion(
    Claim claim,
    CurrentTemplate before,
    UUID run,
    ProcessedVersion processed,
    String fieldDefinitions,
    String patch,
    List<String> changedPaths,
    String digest,
    @Nullable String base,
    int problems) {

  /**
   * Returns when somebody else wrote the version before, {@code null} when it is one of the
   * history's own.
   */
  @Nullable OffsetDateTime foreignSince() {
    if (!before.foreign()) {
      return null;
    }
    OffsetDateTime updatedAt = before.updatedAt();
    return updatedAt == null ? before.foundAt() : updatedAt;
  }
}
