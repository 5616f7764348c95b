package dev.fieldsync.campaigns.audience;

import dev.fieldsync.shared.json.InvalidJsonException;
import dev.fieldsync.shared.json.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an audience from NDJSON (UTF-8): on each line an address as a string, or an object with
 * {@code email} whose other properties become attributes. One line is in memory at a time. Not
 * thread-safe; the stream stays the caller's to close.
 */
public final class NdjsonAudience implements Iterator<AudienceEntry> {

  private static final int MAX_LINE_CHARS = 64 * 1024;

  private final BufferedReader reader;
  private long line;
  private @Nullable AudienceEntry next;

  /**
   * Reads the first entry.
   *
   * @throws UncheckedIOException if the stream cannot be read, here and later
   */
  public NdjsonAudience(InputStream ndjson) {
    reader = new BufferedReader(new InputStreamReader(ndjson, StandardCharsets.UTF_8));
    try {
      ByteOrderMark.skip(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    next = read();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public AudienceEntry next() {
    AudienceEntry entry = next;
    if (entry == null) {
      throw new NoSuchElementException("The NDJSON is at its end");
    }
    next = read();
    return entry;
  }

  private @Nullable AudienceEntry read() {
    try {
      StringBuilder text = new StringBuilder();
      while (readLine(text)) {
        line++;
        if (text.length() > MAX_LINE_CHARS) {
          return unreadable("The line is longer than " + MAX_LINE_CHARS + " characters");
        }
        if (!text.toString().isBlank()) {
          return entry(text.toString());
        }
        text.setLength(0);
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a line and keeps no more of it than can be used; false at the end. */
  private boolean readLine(StringBuilder text) throws IOException {
    int c = reader.read();
    boolean any = c >= 0;
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (text.length() <= MAX_LINE_CHARS) {
        text.append((char) c);
      }
    }
    return any;
  }

  private AudienceEntry entry(String text) {
    try {
      return AudienceEntry.of(line, StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)));
    } catch (InvalidJsonException e) {
      return unreadable("The line cannot be taken: " + e.getMessage());
    }
  }

  private AudienceEntry unreadable(String reason) {
    return new AudienceEntry.Unreadable(line, reason);
  }
}
