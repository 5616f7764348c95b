package dev.fieldsync.scenarios.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Puts one answer after the other together from the pieces in which a connection delivers them, for
 * a client that sends its next request when it has the answer to the last. Knows bodies with a
 * length and chunked ones (RFC 9112). Not thread-safe.
 */
public final class AnswerReader {

  private static final int MAX_BODY = 64 * 1024 * 1024;

  private enum Part {
    STATUS_LINE,
    HEADERS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    COMPLETE
  }

  private final StringBuilder line = new StringBuilder();
  private Part part = Part.STATUS_LINE;
  private byte[] body = new byte[16 * 1024];
  private int length;
  private int missing;
  private int status;
  private boolean chunked;
  private boolean closes;

  /**
   * Takes what has arrived, up to the end of the answer.
   *
   * @return whether the answer is complete; {@link #answer()} has it then
   * @throws IllegalStateException when it is no HTTP/1.1 answer of a known form
   */
  public boolean take(ByteBuffer bytes) {
    if (part == Part.COMPLETE) {
      begin();
    }
    while (bytes.hasRemaining() && part != Part.COMPLETE) {
      if (part == Part.BODY || part == Part.CHUNK) {
        takeBody(bytes);
      } else {
        takeLine(bytes);
      }
    }
    return part == Part.COMPLETE;
  }

  /** Returns the complete answer. */
  public Answer answer() {
    if (part != Part.COMPLETE) {
      throw new IllegalStateException("The answer is not complete");
    }
    return new Answer(status, body, length);
  }

  /** Says whether the server closes the connection after this answer. */
  public boolean closes() {
    return closes;
  }

  private void begin() {
    part = Part.STATUS_LINE;
    length = 0;
    missing = 0;
    chunked = false;
    closes = false;
  }

  private void takeBody(ByteBuffer bytes) {
    int count = Math.min(missing, bytes.remaining());
    if (length + count > body.length) {
      body = Arrays.copyOf(body, Math.max(2 * body.length, length + count));
    }
    bytes.get(body, length, count);
    length += count;
    missing -= count;
    if (missing == 0) {
      part = part == Part.BODY ? Part.COMPLETE : Part.CHUNK_END;
    }
  }

  private void takeLine(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      char next = (char) (bytes.get() & 0xff);
      if (next == '\n') {
        int end = line.length();
        boolean carriageReturn = end > 0 && line.charAt(end - 1) == '\r';
        String complete = line.substring(0, carriageReturn ? end - 1 : end);
        line.setLength(0);
        endOfLine(complete);
        return;
      }
      line.append(next);
    }
  }

  private void endOfLine(String complete) {
    switch (part) {
      case STATUS_LINE -> {
        status = statusOf(complete);
        part = Part.HEADERS;
      }
      case HEADERS -> header(complete);
      case CHUNK_SIZE -> {
        missing = size(complete.split(";", 2)[0].strip(), 16);
        part = missing == 0 ? Part.TRAILERS : Part.CHUNK;
      }
      case CHUNK_END -> part = Part.CHUNK_SIZE;
      case TRAILERS -> {
        if (complete.isEmpty()) {
          part = Part.COMPLETE;
        }
      }
      default -> throw new IllegalStateException("No line is expected in " + part);
    }
  }

  private static int statusOf(String line) {
    if (!line.startsWith("HTTP/1.1 ") || line.length() < 12) {
      throw new IllegalStateException("Not an HTTP/1.1 answer: " + line);
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private void header(String header) {
    if (header.isEmpty()) {
      endOfHeaders();
      return;
    }
    int colon = header.indexOf(':');
    if (colon < 0) {
      throw new IllegalStateException("Not a header: " + header);
    }
    String value = header.substring(colon + 1).strip();
    switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "content-length" -> missing = size(value, 10);
      case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
      case "connection" -> closes = value.equalsIgnoreCase("close");
      default -> {
        // No other header says where the answer ends.
      }
    }
  }

  private void endOfHeaders() {
    if (status < 200) {
      throw new IllegalStateException("Interim answers are not expected: " + status);
    }
    if (chunked) {
      part = Part.CHUNK_SIZE;
    } else {
      part = missing == 0 ? Part.COMPLETE : Part.BODY;
    }
  }

  private int size(String text, int radix) {
    int size = Integer.parseInt(text, radix);
    if (size < 0 || size > MAX_BODY - length) {
      throw new IllegalStateException("A body of this size is not expected: " + text);
    }
    return size;
  }
}
