package dev.fieldsync.gateway.campaign.creation;

import dev.fieldsync.campaigns.audience.AudienceEntry;
import dev.fieldsync.gateway.campaign.audience.StoredBody;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A campaign as JSON in a file: everything but the addresses is small and read as a document, the
 * addresses are found and read one by one. Not thread-safe; lives as long as the file.
 */
final class CreationBody {

  private static final int MAX_HEAD = 1024 * 1024;
  private static final int MAX_ENTRY = 64 * 1024;
  private static final int BYTE_ORDER_MARK = 3;

  private final StoredBody body;
  private final int begin;

  /** Where the array of addresses begins and ends, in bytes; both -1 when there is none. */
  private long from = -1;

  private long to = -1;

  private boolean hasEntries;

  private CreationBody(StoredBody body, int begin) {
    this.body = body;
    this.begin = begin;
  }

  /**
   * Looks through a body.
   *
   * @throws ProblemException 400 when it is no JSON object, or an address is absurdly long
   * @throws dev.fieldsync.shared.json.InvalidJsonException when it is no JSON
   */
  static CreationBody of(StoredBody body) throws IOException {
    byte[] start;
    try (InputStream stream = new Unclosed(body.read())) {
      start = stream.readNBytes(BYTE_ORDER_MARK);
    }
    boolean marked = new String(start, StandardCharsets.UTF_8).equals("\uFEFF");
    CreationBody creation = new CreationBody(body, marked ? BYTE_ORDER_MARK : 0);
    try (JsonParser json = StrictJson.parser(new Unclosed(body.read(creation.begin)))) {
      creation.look(json);
    } catch (JacksonException e) {
      throw StrictJson.refused(e);
    }
    return creation;
  }

  private void look(JsonParser json) {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw ProblemException.invalid(
          "",
          "must be a JSON object",
          "The body must be a JSON object: {\"name\": \"...\", \"audience\": {\"emails\": [...]},"
              + " \"subject\": \"...\", \"body\": \"...\"}.");
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean audience = json.currentName().equals("audience");
      if (json.nextToken() == JsonToken.START_OBJECT && audience) {
        lookAtAudience(json);
      } else {
        json.skipChildren();
      }
    }
    // What follows the end is found here too.
    json.nextToken();
  }

  private void lookAtAudience(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean emails = json.currentName().equals("emails");
      if (json.nextToken() == JsonToken.START_ARRAY && emails) {
        from = begin + json.currentTokenLocation().getByteOffset();
        lookAtEntries(json);
        to = begin + json.currentTokenLocation().getByteOffset() + 1;
      } else {
        json.skipChildren();
      }
    }
  }

  private void lookAtEntries(JsonParser json) {
    long number = 0;
    long at = json.currentTokenLocation().getByteOffset();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      long next = json.currentTokenLocation().getByteOffset();
      if (next - at > MAX_ENTRY) {
        throw ProblemException.invalid(
            "/audience/emails/" + number,
            "is longer than " + MAX_ENTRY + " bytes",
            "Entry %d of the audience, or the space before it, is longer than %d bytes."
                .formatted(number + 1, MAX_ENTRY));
      }
      at = next;
      number++;
    }
    hasEntries = number > 0;
  }

  /** Returns everything but the addresses, of which an empty array is left. */
  ObjectNode head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    if (from < 0) {
      append(head, begin, Long.MAX_VALUE);
    } else {
      append(head, begin, from);
      head.writeBytes("[]".getBytes(StandardCharsets.UTF_8));
      append(head, to, Long.MAX_VALUE);
    }
    if (StrictJson.parse(head.toByteArray()) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalStateException("The body was seen to be an object");
  }

  private void append(ByteArrayOutputStream head, long start, long end) throws IOException {
    int room = MAX_HEAD - head.size();
    try (InputStream stream = new Unclosed(body.read(start))) {
      byte[] bytes = stream.readNBytes((int) Math.min(room + 1L, end - start));
      if (bytes.length > room) {
        throw ProblemException.of(
            HttpStatus.CONTENT_TOO_LARGE,
            "PayloadTooLarge",
            "What comes beside the addresses is larger than %d bytes.".formatted(MAX_HEAD));
      }
      head.writeBytes(bytes);
    }
  }

  /**
   * Lets those pass that name addresses, or leave them for later.
   *
   * @throws ProblemException 400 when there is an array of addresses without one
   */
  void requireEntries() {
    if (from >= 0 && !hasEntries) {
      throw ProblemException.invalid(
          "/audience/emails",
          "is empty",
          "The audience is empty, nothing was made. Name at least one address, or leave audience"
              + " out and add jobs afterwards, at /api/campaigns/{id}/jobs.");
    }
  }

  /** Returns the addresses; a line is the number of the entry, from 1. */
  Iterator<AudienceEntry> emails() {
    if (from < 0) {
      return List.<AudienceEntry>of().iterator();
    }
    try {
      JsonParser json = StrictJson.parser(new Unclosed(body.read(from)));
      json.nextToken();
      return new Entries(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Entries implements Iterator<AudienceEntry> {

    private final JsonParser json;
    private long number;

    Entries(JsonParser json) {
      this.json = json;
      json.nextToken();
    }

    @Override
    public boolean hasNext() {
      return json.currentToken() != JsonToken.END_ARRAY;
    }

    @Override
    public AudienceEntry next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException("The audience is at its end");
      }
      number++;
      try {
        AudienceEntry entry =
            json.currentToken() == JsonToken.VALUE_STRING
                ? new AudienceEntry.Recipient(number, json.getString(), null)
                : AudienceEntry.of(number, json.<JsonNode>readValueAsTree());
        json.nextToken();
        return entry;
      } catch (JacksonException e) {
        throw StrictJson.refused(e);
      } catch (NumberFormatException e) {
        // An exponent that even a decimal of any length cannot have.
        ProblemException problem =
            ProblemException.invalid(
                "/audience/emails/" + (number - 1),
                "has a number that is out of range",
                "Entry %d of the audience has a number that is out of range. Send it as text."
                    .formatted(number));
        problem.initCause(e);
        throw problem;
      }
    }
  }
}
