package dev.fieldsync.gateway.live;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The events of one update out of one record, in order. Not thread-safe. */
final class UpdateStory {

  /** What an outcome's record says and the stream passes on, as far as it is there. */
  private static final List<String> OUTCOME_MEMBERS =
      List.of(
          "source",
          "version",
          "previousVersion",
          "changedPaths",
          "conflicts",
          "conflictsAbridged",
          "problem");

  private final @Nullable UUID updateId;
  private final UUID templateId;
  private final String organizationId;
  private final String actor;
  private final List<LifeEvent> events = new ArrayList<>();

  /**
   * Begins a story.
   *
   * @param updateId {@code null} for what happens to a template without an update
   */
  UpdateStory(@Nullable UUID updateId, UUID templateId, String organizationId, String actor) {
    this.updateId = updateId;
    this.templateId = templateId;
    this.organizationId = organizationId;
    this.actor = actor;
  }

  List<LifeEvent> events() {
    return events;
  }

  void tell(String type, Instant at) {
    tell(type, at, json -> {});
  }

  /** Adds an event with all that its outcome's record has to say. */
  void tell(String type, Instant at, TemplateEvent outcome) {
    JsonNode record = Json.mapper().valueToTree(outcome);
    tell(
        type,
        at,
        json -> {
          json.put("attempt", outcome.attempts().size());
          json.put("outcome", outcome.status().code());
          for (String member : OUTCOME_MEMBERS) {
            JsonNode value = record.path(member);
            boolean nothing =
                value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
            if (!nothing) {
              json.set(member, value);
            }
          }
        });
  }

  void tell(String type, Instant at, Consumer<ObjectNode> more) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", type);
    json.put("at", at.truncatedTo(ChronoUnit.MICROS).toString());
    if (updateId != null) {
      json.put("updateId", updateId.toString());
    }
    json.put("templateId", templateId.toString());
    json.put("actor", actor);
    more.accept(json);
    events.add(
        new LifeEvent(type, organizationId, templateId, Json.mapper().writeValueAsBytes(json)));
  }
}
