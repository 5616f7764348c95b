package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.UpdateRequest.Against;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads many changes of one template out of one request: all of them, or none. */
@Component
class UpdateBatchReader {

  static final int MAX_UPDATES = 500;

  private static final String UPDATES = "updates";
  private static final String VERSION = "version";

  private final ChangeReader changes;
  private final UpdateProperties properties;

  UpdateBatchReader(ChangeReader changes, UpdateProperties properties) {
    this.changes = changes;
    this.properties = properties;
  }

  /**
   * Many changes.
   *
   * @param key of the request; the ids of its updates follow from it and from what the request
   *     says, so that the same can be sent again, and nothing else is taken for it
   * @param changes in their order, at least one
   */
  record Batch(UUID key, List<Change> changes) {}

  /**
   * Reads a batch.
   *
   * @throws ProblemException when it is none, too long, or one of its changes is not acceptable
   * @throws IOException when the sender goes away
   */
  Batch read(HttpServletRequest request, UUID templateId, Caller caller) throws IOException {
    ObjectNode body = RequestBody.object(request, properties.maxBody());
    RequestBody.requireOnly(List.of(UPDATES), body);
    if (request.getHeader(HttpHeaders.IF_MATCH) != null) {
      throw ProblemException.invalid(
          HttpHeaders.IF_MATCH,
          "means nothing for several updates",
          "The first update makes another version. Leave out If-Match, or send one update alone.");
    }
    Against base = Conditions.of(request, null);
    UUID key = IdempotencyKeys.of(request).orElseGet(UUID::randomUUID);
    Preferences preferences = changes.preferences(request).async();
    ArrayNode updates = updates(body);
    String whole =
        String.join(
            "\n", key.toString(), templateId.toString(), base.toString(), Json.digest(body));
    List<Change> read = new ArrayList<>(updates.size());
    for (int i = 0; i < updates.size(); i++) {
      try {
        ObjectNode update = object(updates.get(i));
        JsonNode version = update.get(VERSION);
        Against against = version == null ? base : Conditions.of(request, version);
        ChangeReader.Ids ids = new ChangeReader.Ids(templateId, updateId(whole, i));
        read.add(changes.merge(ids, update, against, caller, preferences));
      } catch (ProblemException e) {
        throw e.in("/" + UPDATES + "/" + i);
      }
    }
    return new Batch(key, List.copyOf(read));
  }

  private static ArrayNode updates(ObjectNode body) {
    if (body.get(UPDATES) instanceof ArrayNode updates
        && !updates.isEmpty()
        && updates.size() <= MAX_UPDATES) {
      return updates;
    }
    throw ProblemException.invalid(
        "/" + UPDATES,
        "must be an array of 1 to " + MAX_UPDATES,
        "Send {\"updates\": [{\"name\": \"...\"}, ...]}, each as the body of a PATCH, at most "
            + MAX_UPDATES
            + " at once.");
  }

  private static ObjectNode object(JsonNode update) {
    if (update instanceof ObjectNode object) {
      return object;
    }
    throw ProblemException.invalid(
        "",
        "must be a JSON object",
        "An update must be a JSON object with the fields to change, such as {\"name\": \"...\"}.");
  }

  private static UUID updateId(String whole, int index) {
    return UUID.nameUUIDFromBytes((whole + "\n" + index).getBytes(StandardCharsets.UTF_8));
  }
}
