package dev.fieldsync.campaigns.audience;

import java.io.IOException;
import java.io.Reader;

/** What some programs write at the beginning of UTF-8, and what is no part of the text. */
final class ByteOrderMark {

  private static final char MARK = '\uFEFF';

  private ByteOrderMark() {}

  /**
   * Goes past it if it is what comes next.
   *
   * @param reader one that can be marked
   */
  static void skip(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != MARK) {
      reader.reset();
    }
  }
}
