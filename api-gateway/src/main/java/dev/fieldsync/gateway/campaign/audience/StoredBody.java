package dev.fieldsync.gateway.campaign.audience;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.springframework.util.unit.DataSize;

/**
 * A request's body in a file without a name, which is gone when it is closed or the process ends.
 * Can be read any number of times, by one reader at a time. Not thread-safe.
 */
public final class StoredBody implements AutoCloseable {

  private static final int BUFFER = (int) DataSize.ofKilobytes(64).toBytes();

  private final FileChannel file;
  private final String digest;
  private final Runnable onClose;

  StoredBody(FileChannel file, String digest, Runnable onClose) {
    this.file = file;
    this.digest = digest;
    this.onClose = onClose;
  }

  /** Returns the lower-case hex SHA-256 of what came in. */
  public String digest() {
    return digest;
  }

  /** Reads it from its beginning; ends every stream before. */
  public InputStream read() throws IOException {
    return read(0);
  }

  /** Reads it from a byte on, counted from 0; ends every stream before. */
  public InputStream read(long from) throws IOException {
    file.position(from);
    return new BufferedInputStream(Channels.newInputStream(file), BUFFER);
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      onClose.run();
    }
  }
}
