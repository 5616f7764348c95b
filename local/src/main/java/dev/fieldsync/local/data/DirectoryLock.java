package dev.fieldsync.local.data;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.fieldsync.local.startup.StartupFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A lock file that names the process which holds it. The lock is the operating system's, so a file
 * left behind by a killed process locks nothing.
 */
final class DirectoryLock implements AutoCloseable {

  private static final String FILE = "fieldsync.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  static DirectoryLock acquire(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(directory, holder(channel));
      }
      channel.truncate(0);
      channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
      return new DirectoryLock(channel);
    } catch (OverlappingFileLockException e) {
      throw inUse(directory, "this process");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static StartupFailure inUse(Path directory, String holder) {
    return new StartupFailure(
        "The data directory %s is in use by %s; stop it or choose another with --fieldsync.local.data=<directory>."
            .formatted(directory, holder));
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(32);
    channel.read(content, 0);
    String pid = StandardCharsets.US_ASCII.decode(content.flip()).toString().strip();
    return pid.isEmpty() ? "another process" : "process " + pid;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
