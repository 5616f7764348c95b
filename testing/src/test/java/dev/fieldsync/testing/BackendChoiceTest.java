package dev.fieldsync.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendChoiceTest {

  @ParameterizedTest
  @CsvSource({",AUTO", "'',AUTO", "auto,AUTO", "Docker,DOCKER", "embedded,EMBEDDED"})
  void a_setting_names_the_backends(String setting, BackendChoice choice) {
    assertThat(BackendChoice.parse(setting)).isEqualTo(choice);
  }

  @Test
  void a_setting_that_means_nothing_is_refused_with_the_possible_ones() {
    assertThatThrownBy(() -> BackendChoice.parse("podman"))
        .hasMessageContaining("podman")
        .hasMessageContaining("docker, embedded or auto");
  }
}
