package dev.fieldsync.scenarios.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A directory for the data and the logs of a run; deleted after it unless the user named one. */
public final class WorkDirectory implements AutoCloseable {

  private final Path path;
  private final boolean temporary;

  private WorkDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Makes a directory.
   *
   * @param named the user's; {@code null} for a temporary one
   * @throws ScenarioFailure when it cannot be made or is not empty
   */
  public static WorkDirectory open(@Nullable Path named) {
    try {
      if (named == null) {
        Path made = Files.createTempDirectory("fieldsync-scenarios-").toRealPath();
        // PostgreSQL may have to run under another account, which must be able to pass.
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
        return new WorkDirectory(made, true);
      }
      Path made = Files.createDirectories(named).toRealPath();
      try (var content = Files.list(made)) {
        if (content.findAny().isPresent()) {
          throw new ScenarioFailure(made + " is not empty; name a directory that is");
        }
      }
      return new WorkDirectory(made, false);
    } catch (IOException e) {
      throw new ScenarioFailure("No directory for the data: " + e.getMessage(), e);
    }
  }

  /** Returns a path in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    if (temporary) {
      try {
        FileSystemUtils.deleteRecursively(path);
      } catch (IOException e) {
        throw new ScenarioFailure("Cannot delete " + path + ": " + e.getMessage(), e);
      }
    }
  }
}
