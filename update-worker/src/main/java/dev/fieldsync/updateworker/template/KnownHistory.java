package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.history.HistoricTemplate;
import dev.fieldsync.shared.history.VersionKey;
import dev.fieldsync.shared.template.TemplateVersion;
import dev.fieldsync.shared.update.TemplateEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the history says about the updates of one attempt.
 *
 * @param decided updates that were decided in earlier attempts or deliveries, by id; folds add
 *     theirs
 * @param documents templates as of the versions that updates name, where the history reaches them
 * @param sinceUser by template, the versions that differ from the stored one by background
 *     revisions alone; only for templates of strict updates
 * @param background by template and revision, the field definitions that the background processor
 *     wrote; only for templates of three-way merges, as far back as their bases
 */
record KnownHistory(
    Map<UUID, TemplateEvent> decided,
    Map<VersionKey, HistoricTemplate> documents,
    Map<UUID, Set<String>> sinceUser,
    Map<UUID, SortedMap<Long, JsonNode>> background) {

  /** Returns what the background processor wrote since a version, ours or a legacy one. */
  BackgroundWrites backgroundSince(UUID templateId, String version) {
    SortedMap<Long, JsonNode> writes = background.get(templateId);
    if (writes == null) {
      return BackgroundWrites.NONE;
    }
    long revision = TemplateVersion.numberOf(version);
    return new BackgroundWrites(List.copyOf(writes.tailMap(revision + 1).values()));
  }

  @Nullable ObjectNode documentAt(UUID templateId, String version) {
    HistoricTemplate template = documents.get(new VersionKey(templateId, version));
    return template == null ? null : template.document();
  }

  Set<String> sinceUser(UUID templateId) {
    return sinceUser.getOrDefault(templateId, Set.of());
  }
}
