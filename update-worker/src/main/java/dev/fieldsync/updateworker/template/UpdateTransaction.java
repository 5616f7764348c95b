package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.history.CurrentTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One attempt to decide updates, in one transaction: load the templates and what was decided
 * before, fold, compare-and-set, append to the history. Thread-safe.
 */
@Component
class UpdateTransaction {

  private final TransactionTemplate transaction;
  private final StoredTemplates templates;
  private final UpdateHistory history;
  private final KnownContents contents;
  private final WorkerProperties properties;

  UpdateTransaction(
      TransactionTemplate transaction,
      StoredTemplates templates,
      UpdateHistory history,
      KnownContents contents,
      WorkerProperties properties) {
    this.transaction = transaction;
    this.templates = templates;
    this.history = history;
    this.contents = contents;
    this.properties = properties;
  }

  /**
   * What came of an attempt.
   *
   * @param decided the updates that are decided and committed, in order per template
   * @param missed the templates that somebody else changed meanwhile; their updates stay undecided
   */
  record Result(List<Decided> decided, Set<UUID> missed) {}

  /**
   * What is known once it is committed.
   *
   * @param result what came of it
   * @param written what the rows hold then, by template
   */
  private record Attempted(Result result, Map<UUID, CurrentTemplate.Content> written) {}

  /**
   * Tries to decide updates.
   *
   * @param locked whether to lock the templates first
   * @throws RuntimeException when the database refuses; nothing was written then
   */
  Result attempt(List<ReceivedUpdate> updates, UndecidedUpdates undecided, boolean locked) {
    Attempted attempted = transaction.execute(status -> decide(updates, undecided, locked));
    contents.keep(attempted.written());
    return attempted.result();
  }

  private Attempted decide(
      List<ReceivedUpdate> updates, UndecidedUpdates undecided, boolean locked) {
    StoredTemplates.Begun begun = templates.begin();
    Set<UUID> ids = UndecidedUpdates.templatesOf(updates);
    Map<UUID, CurrentTemplate> stored =
        locked ? templates.loadLocked(ids) : templates.load(ids, contents.of(ids));
    // Read after the rows: whoever changed a row since has also left the history entry that we see
    // now.
    KnownHistory known = history.know(updates, stored);
    UpdateAttempt attempt =
        new UpdateAttempt(
            undecided,
            undecided.startedAt(),
            begun.at(),
            properties.maxTemplateLength(),
            properties.history().snapshotEvery());

    Map<UUID, TemplateFold> folds = new LinkedHashMap<>();
    for (ReceivedUpdate update : updates) {
      folds
          .computeIfAbsent(
              update.templateId(), id -> new TemplateFold(id, stored.get(id), known, attempt))
          .add(update);
    }
    Set<UUID> missed =
        templates.write(
            folds.values().stream().filter(fold -> fold.changedDocument() != null).toList(),
            begun.at());
    List<Decided> decided = new ArrayList<>(updates.size());
    Map<UUID, CurrentTemplate.Content> written = new HashMap<>();
    for (TemplateFold fold : folds.values()) {
      if (!missed.contains(fold.templateId())) {
        decided.addAll(fold.decisions());
        fold.changedContent(begun.id())
            .ifPresent(content -> written.put(fold.templateId(), content));
      }
    }
    history.append(decided);
    return new Attempted(new Result(decided, missed), written);
  }
}
