package dev.fieldsync.campaignworker.preparation;

import dev.fieldsync.shared.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a query has found so far, in a file of this process: an audience as NDJSON, the field {@code
 * Email} of each record as the address and the others as attributes. Gone when it is closed. For
 * one thread at a time.
 */
final class FoundRecords implements AutoCloseable {

  private static final String EMAIL = "email";

  /** What Salesforce says about a record; not selected by anybody. */
  private static final String ABOUT = "attributes";

  private final Path file;
  private final BufferedWriter writer;

  FoundRecords() {
    try {
      file = Files.createTempFile("fieldsync-audience", ".ndjson");
      writer = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(List<ObjectNode> records) {
    try {
      for (ObjectNode record : records) {
        writer.write(Json.text(entry(record)));
        writer.newLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record without an address is an entry without one, and is reported as such. */
  private static ObjectNode entry(ObjectNode record) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put(EMAIL, "");
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      String name = field.getKey();
      if (name.equalsIgnoreCase(EMAIL)) {
        entry.put(EMAIL, field.getValue().asString(""));
      } else if (!name.equals(ABOUT) && !field.getValue().isNull()) {
        entry.set(name, field.getValue());
      }
    }
    return entry;
  }

  /** Returns all of it; nothing is added any more. */
  InputStream read() {
    try {
      writer.close();
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
