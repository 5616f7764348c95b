package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.history.PatchFormat;
import dev.fieldsync.shared.update.TemplateEvent;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An update and what became of it.
 *
 * @param update the update
 * @param event what became of it
 * @param record what to write down about it, {@code null} when that was done before: an update that
 *     was delivered again, or another request under an id that is taken
 */
record Decided(ReceivedUpdate update, TemplateEvent event, @Nullable Entry record) {

  /**
   * What the history keeps besides the event.
   *
   * @param step how the document changed, {@code null} when nothing was applied
   */
  record Entry(@Nullable Step step) {

    static final Entry REFUSED = new Entry(null);
  }

  /**
   * From one version to the next.
   *
   * @param patch JSON text of the patch
   * @param format how to read the patch
   * @param base the document before, {@code null} when it follows from earlier entries
   */
  record Step(String patch, PatchFormat format, @Nullable Base base) {}

  /**
   * A whole document.
   *
   * @param document its JSON text
   * @param updatedAt when somebody else wrote it, {@code null} when that was us
   * @param lastUserUpdate what that writer left in {@code last_user_update}
   */
  record Base(
      String document,
      @Nullable OffsetDateTime updatedAt,
      @Nullable OffsetDateTime lastUserUpdate) {}
}
