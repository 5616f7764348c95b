package dev.fieldsync.campaignworker.provider.salesforce;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page as Salesforce sends it.
 *
 * @param next the path of the next one, null for the last
 */
record QueryPage(List<ObjectNode> records, int totalSize, @Nullable String next) {

  /** A path on the same host: the token must not travel elsewhere. */
  private static final String PATH = "/services/data/[A-Za-z0-9._/-]{1,200}";

  static QueryPage of(JsonNode json) {
    if (!json.path("records").isArray()) {
      throw unreadable("there are no records");
    }
    List<ObjectNode> records = new ArrayList<>();
    for (JsonNode node : json.path("records")) {
      if (node instanceof ObjectNode object) {
        // The type and the address of the record, of no use to a campaign.
        object.remove("attributes");
        records.add(object);
      }
    }
    String next = json.path("nextRecordsUrl").asString("");
    boolean last = json.path("done").asBoolean(true);
    if (!last && !next.matches(PATH)) {
      throw unreadable("nextRecordsUrl is not a path");
    }
    return new QueryPage(records, json.path("totalSize").asInt(0), last ? null : next);
  }

  private static MismatchedInputException unreadable(String why) {
    return MismatchedInputException.from(null, JsonNode.class, why);
  }
}
