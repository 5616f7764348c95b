package dev.fieldsync.gateway.campaign;

import dev.fieldsync.shared.campaign.CampaignEvent;
import dev.fieldsync.shared.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns as JSON. */
public final class CampaignJson {

  private CampaignJson() {}

  /** Returns how far a campaign is, the same wherever it is told. */
  public static ObjectNode progress(CampaignEvent event) {
    ObjectNode json = Json.mapper().valueToTree(event);
    json.remove(List.of("schemaVersion", "organizationId"));
    json.put("at", event.at().toString());
    return json;
  }

  static ObjectNode campaign(CampaignTable.Row row, CampaignEvent event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", row.id().toString());
    json.put("name", event.name());
    json.put("status", event.status());
    json.put("statusReason", event.statusReason());
    json.put("jobs", event.jobs());
    json.put("priority", row.priority());
    json.put("maxPerSecond", row.maxPerSecond());
    json.put("startsAt", row.startsAt().toString());
    json.put("createdBy", row.createdBy());
    json.put("createdAt", row.createdAt().toString());
    json.put("statusBy", row.statusBy());
    json.put("statusAt", row.statusAt().toString());
    json.put("finishedAt", text(row.finishedAt()));
    if (row.workflow() != null) {
      json.set("workflow", Json.parse(row.workflow()));
    }
    if (row.content() != null) {
      json.set("content", Json.parse(row.content()));
    }
    if (row.audience() != null) {
      json.set("audience", Json.parse(row.audience()));
    }
    json.set("progress", progress(event));
    return json;
  }

  /** Returns a page. */
  public static byte[] page(ArrayNode items, @Nullable String nextCursor) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.set("items", items);
    page.put("nextCursor", nextCursor);
    return Json.mapper().writeValueAsBytes(page);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
