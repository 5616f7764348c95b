package dev.fieldsync.gateway.live;

import dev.fieldsync.gateway.campaign.CampaignJson;
import dev.fieldsync.shared.campaign.CampaignEvent;
import dev.fieldsync.shared.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What records say about campaigns. */
final class CampaignLife {

  static final String TYPE = "campaign-progress";

  private CampaignLife() {}

  /** A campaign has come so far. A pure function of the record. */
  static LifeEvent of(CampaignEvent event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", TYPE);
    json.setAll(CampaignJson.progress(event));
    return new LifeEvent(
        TYPE, event.organizationId(), event.campaignId(), Json.mapper().writeValueAsBytes(json));
  }

  /**
   * Silences what a later record says anew, so that campaigns take little of the room that the
   * lives of updates need.
   */
  static List<ReadRecord> latestOnly(List<ReadRecord> ordered) {
    List<ReadRecord> reduced = new ArrayList<>(ordered.size());
    Set<UUID> told = new HashSet<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      ReadRecord record = ordered.get(i);
      boolean again =
          record.events().size() == 1
              && record.events().get(0).type().equals(TYPE)
              && !told.add(record.events().get(0).subjectId());
      reduced.add(again ? record.silent() : record);
    }
    Collections.reverse(reduced);
    return reduced;
  }
}
