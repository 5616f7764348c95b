package dev.fieldsync.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.local.startup.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path temporary;

  @Test
  void isCreatedWithItsParents() {
    Path path = temporary.resolve("a/b");

    try (DataDirectory data = DataDirectory.open(path)) {
      assertThat(data.root()).isDirectory();
    }
  }

  @Test
  void cleaningDeletesTheDataAndNothingElse() throws IOException {
    try (DataDirectory data = DataDirectory.open(temporary.resolve("data"))) {
      Files.createDirectories(data.kafka().resolve("topic-0"));
      Files.createDirectories(data.postgres().resolve("base"));
      Files.createDirectories(data.programs());
      Files.createDirectories(data.logs());

      data.clean();

      assertThat(data.kafka()).doesNotExist();
      assertThat(data.postgres()).doesNotExist();
      assertThat(data.programs()).exists();
      assertThat(data.logs()).exists();
    }
  }

  @Test
  void aDirectoryThatHoldsSomethingElseIsLeftAlone() throws IOException {
    Files.writeString(temporary.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> DataDirectory.open(temporary))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("is not empty and not a Fieldsync data directory");
    assertThat(temporary).isDirectoryContaining("glob:**thesis.txt");
  }

  @Test
  void aDirectoryThatWasClosedCanBeOpenedAgain() {
    DataDirectory.open(temporary).close();

    DataDirectory again = DataDirectory.open(temporary);

    assertThat(again.root()).isEqualTo(temporary);
    again.close();
    again.close();
  }

  @Test
  void aPathThatCannotBeADirectoryIsNamed() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--fieldsync.local.data");
  }
}
