package dev.fieldsync.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.local.JavaProcess;
import dev.fieldsync.local.startup.StartupFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryIT {

  @TempDir Path temporary;

  @Test
  void belongsToOneProcessUntilThatIsKilled() throws Exception {
    Path path = temporary.resolve("data");
    try (JavaProcess holder =
        JavaProcess.start(temporary, DirectoryHolder.class, path.toString())) {
      holder.awaitOutput("open");

      assertThatThrownBy(() -> DataDirectory.open(path))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("is in use by process " + holder.pid());

      holder.kill();
      try (DataDirectory mine = DataDirectory.open(path)) {
        assertThat(mine.root()).isEqualTo(path.toRealPath());
      }
    }
  }
}
