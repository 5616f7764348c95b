package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.update.TemplateEvent;
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
   * @param patch JSON text of the merge patch, {@code null} when nothing was applied
   * @param base JSON text of the document before, {@code null} when it follows from earlier entries
   */
  record Entry(@Nullable String patch, @Nullable String base) {}
}
