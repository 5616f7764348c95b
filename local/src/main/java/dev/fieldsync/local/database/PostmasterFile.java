package dev.fieldsync.local.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file in which a running PostgreSQL server names its process. A killed server, or a switched
 * off machine, leaves it behind.
 */
final class PostmasterFile {

  private final Path data;
  private final Path file;

  PostmasterFile(Path data) {
    this.data = data;
    this.file = data.resolve("postmaster.pid");
  }

  /** Returns the server that runs on this data now. */
  Optional<ProcessHandle> server() throws IOException {
    return Files.exists(file)
        ? pid().flatMap(ProcessHandle::of).filter(this::isServer)
        : Optional.empty();
  }

  /**
   * Removes the file when its server is gone. PostgreSQL would do that itself, unless the process
   * id has been given to another process or thread meanwhile: then it refuses to start.
   */
  void removeIfStale() throws IOException {
    if (server().isEmpty()) {
      Files.deleteIfExists(file);
    }
  }

  private Optional<Long> pid() throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .map(line -> Long.parseLong(line.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty(); // Cut short by a crash.
    }
  }

  /** The server names its data directory on its command line, so a process id used again shows. */
  private boolean isServer(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    String commandLine =
        info.commandLine()
            .orElseGet(() -> String.join(" ", info.arguments().orElse(new String[0])));
    return process.isAlive() && commandLine.contains("-D " + data);
  }
}
