package dev.fieldsync.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.local.startup.StartupFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSettingsTest {

  @Test
  void nothingHasToBeSaid() {
    LocalSettings settings = settings(Map.of());

    assertThat(settings)
        .isEqualTo(new LocalSettings(Path.of(".fieldsync"), false, 8080, 9092, 5432, Map.of()));
  }

  @Test
  void anOptionComesBeforeTheEnvironment() {
    Map<String, String> environment =
        Map.of("FIELDSYNC_LOCAL_HTTP_PORT", "1001", "FIELDSYNC_LOCAL_KAFKA_PORT", "1002");

    LocalSettings settings = settings(environment, "--fieldsync.local.http-port=2001");

    assertThat(settings.httpPort()).isEqualTo(2001);
    assertThat(settings.kafkaPort()).isEqualTo(1002);
  }

  @ParameterizedTest
  @CsvSource({"--clean", "--fieldsync.local.clean", "--fieldsync.local.clean=true"})
  void cleanCanBeSaidInShortAndInLong(String option) {
    assertThat(settings(Map.of(), option).clean()).isTrue();
  }

  @Test
  void anOptionOfAServiceIsPassedOn() {
    LocalSettings settings = settings(Map.of(), "--clean", "--fieldsync.kafka.partitions=3");

    assertThat(settings.forServices())
        .containsExactly(Map.entry("fieldsync.kafka.partitions", "3"));
  }

  @ParameterizedTest
  @CsvSource({
    "--celan, Unknown option --celan",
    "--fieldsync.local.prot=1, Unknown option --fieldsync.local.prot",
    "clean, not an option",
    "--fieldsync.local.kafka-port=abc, from 1 to 65535",
    "--fieldsync.local.kafka-port=0, from 1 to 65535",
    "--fieldsync.local.kafka-port=65536, from 1 to 65535",
    "--fieldsync.local.clean=yes, must be true or false",
    "--clean=yes, must be true or false",
  })
  void aMistakeIsNamed(String option, String reason) {
    assertThatThrownBy(() -> settings(Map.of(), option))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(reason);
  }

  private static LocalSettings settings(Map<String, String> environment, String... arguments) {
    return LocalSettings.from(Options.parse(environment, arguments));
  }
}
