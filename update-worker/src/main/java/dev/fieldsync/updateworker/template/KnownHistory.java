package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.history.HistoricTemplate;
import dev.fieldsync.shared.history.VersionKey;
import dev.fieldsync.shared.update.TemplateEvent;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the history says about the updates of one attempt.
 *
 * @param decided updates that were decided in earlier attempts or deliveries, by id; folds add
 *     theirs
 * @param documents templates as of the versions that updates name, where the history reaches them
 * @param sinceUser by template, the versions that differ from the stored one by background
 *     revisions alone; only for templates of strict updates
 */
record KnownHistory(
    Map<UUID, TemplateEvent> decided,
    Map<VersionKey, HistoricTemplate> documents,
    Map<UUID, Set<String>> sinceUser) {

  @Nullable ObjectNode documentAt(UUID templateId, String version) {
    HistoricTemplate template = documents.get(new VersionKey(templateId, version));
    return template == null ? null : template.document();
  }

  Set<String> sinceUser(UUID templateId) {
    return sinceUser.getOrDefault(templateId, Set.of());
  }
}
