package dev.fieldsync.local.data;

import dev.fieldsync.local.startup.StartupFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Where the broker, the database and the logs keep their files. While it is open no other process
 * can open it; the operating system ends that when the process dies, however it dies.
 */
public final class DataDirectory implements AutoCloseable {

  private final Path root;
  private final DirectoryLock lock;

  private DataDirectory(Path root, DirectoryLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Opens a directory for this process alone, creating it when it does not exist.
   *
   * @throws StartupFailure when another process has it, when it is not ours to fill, or when it
   *     cannot be written
   */
  public static DataDirectory open(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      Path root = absolute.toRealPath();
      requireOurs(root);
      return new DataDirectory(root, DirectoryLock.acquire(root));
    } catch (AccessDeniedException e) {
      throw new StartupFailure(
          "The data directory %s cannot be written by this user (%s); %s."
              .formatted(absolute, e.getMessage(), "choose another with --fieldsync.local.data"),
          e);
    } catch (IOException e) {
      throw new StartupFailure(
          "The data directory %s cannot be used (%s); choose another with --fieldsync.local.data."
              .formatted(absolute, e),
          e);
    }
  }

  /** Cleaning deletes folders by name, so a directory with anything else in it is left alone. */
  private static void requireOurs(Path root) throws IOException {
    if (DirectoryLock.isIn(root)) {
      return;
    }
    try (Stream<Path> children = Files.list(root)) {
      if (children.findAny().isPresent()) {
        throw new StartupFailure(
            "%s is not empty and not a Fieldsync data directory; choose another with --fieldsync.local.data."
                .formatted(root));
      }
    }
  }

  /**
   * Deletes all data. The logs stay, and so do the programs, which hold nothing of anybody's.
   *
   * @throws StartupFailure when a file cannot be deleted
   */
  public void clean() {
    for (Path kept : List.of(kafka(), postgres())) {
      try {
        FileSystemUtils.deleteRecursively(kept);
      } catch (IOException e) {
        throw new StartupFailure("Cannot start clean: " + kept + " is not deletable: " + e, e);
      }
    }
  }

  /** The directory itself, absolute and without symbolic links. */
  public Path root() {
    return root;
  }

  /** Records and metadata of the broker. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** Files of the database. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** The PostgreSQL programs, unpacked. */
  public Path programs() {
    return root.resolve("programs");
  }

  /** Log files of the services, the broker and the database. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Lets the next process have the directory. May be called twice. */
  @Override
  public void close() {
    lock.close();
  }
}
