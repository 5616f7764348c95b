package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.gateway.deadletter.DeadLetter.RecordHeader;
import dev.fieldsync.shared.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Dead letters as JSON. */
final class DeadLetterJson {

  private DeadLetterJson() {}

  /** Returns a page. */
  static byte[] page(List<DeadLetterSummary> items, @Nullable DeadLetterCursor next) {
    ObjectNode page = Json.mapper().createObjectNode();
    page.set("items", Json.mapper().valueToTree(items));
    page.put("nextCursor", next == null ? null : next.text());
    return Json.mapper().writeValueAsBytes(page);
  }

  /**
   * Returns all of a dead letter. A value that is JSON is embedded as it is, character by
   * character; any other comes as text, if it is text, and in any case as base64.
   */
  static byte[] full(DeadLetter letter) {
    ObjectNode json = Json.mapper().valueToTree(letter.summary());
    json.remove("excerpt");
    RecordBytes key = letter.key();
    if (key != null) {
      json.put("key", key.anyText());
    }
    if (letter.exceptionClass() != null) {
      json.put("exceptionClass", letter.exceptionClass());
    }
    putValue(json, letter.value());
    json.putArray("headers");
    for (RecordHeader header : letter.headers()) {
      // What was said when it was put aside has members of its own.
      if (header.isOfRecord()) {
        putHeader(json.withArray("headers").addObject(), header);
      }
    }
    json.set("history", Json.mapper().valueToTree(letter.history()));
    json.set("replays", Json.mapper().valueToTree(letter.replays()));
    return Json.mapper().writeValueAsBytes(json);
  }

  private static void putValue(ObjectNode json, @Nullable RecordBytes value) {
    if (value == null) {
      json.putNull("value");
      return;
    }
    Optional<String> text = value.text();
    if (text.filter(RecordBytes::isJson).isPresent()) {
      json.putRawValue("value", new RawValue(text.get()));
      return;
    }
    text.ifPresent(shown -> json.put("valueText", shown));
    json.put("valueBase64", value.base64());
  }

  private static void putHeader(ObjectNode json, RecordHeader header) {
    json.put("name", header.name());
    RecordBytes value = header.value();
    if (value == null) {
      json.putNull("text");
      return;
    }
    value
        .text()
        .ifPresentOrElse(text -> json.put("text", text), () -> json.put("base64", value.base64()));
  }
}
