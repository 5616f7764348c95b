package dev.fieldsync.gateway.campaign.creation;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A stream over a file that is read again: its reader's close does not close the file. */
final class Unclosed extends FilterInputStream {

  Unclosed(InputStream stream) {
    super(stream);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws java.io.IOException {
    return in.read(bytes, offset, length);
  }

  @Override
  public void close() {}
}
