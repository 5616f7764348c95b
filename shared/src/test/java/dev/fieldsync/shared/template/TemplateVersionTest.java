package dev.fieldsync.shared.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateVersionTest {

  private static final UUID UPDATE = UUID.fromString("00000000-0000-0000-0000-000000000001");

  @Test
  void isReadAsItWasWritten() {
    TemplateVersion version = TemplateVersion.after(7, "6-00000000", UPDATE, "digest");

    assertThat(version.toString()).matches("7-[0-9a-f]{8}");
    assertThat(TemplateVersion.parse(version.toString())).contains(version);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "1.0.0", "0-12345678", "01-12345678", "1-1234567", "1-1234567G", "1-ABCDEF01"})
  void isNoneOfOursWhenItLooksDifferent(String legacy) {
    assertThat(TemplateVersion.parse(legacy)).isEmpty();
  }

  @Test
  void dependsOnEverythingThatLedToIt() {
    TemplateVersion version = TemplateVersion.after(2, "1-00000000", UPDATE, "digest");

    assertThat(version)
        .isEqualTo(TemplateVersion.after(2, "1-00000000", UPDATE, "digest"))
        .isNotEqualTo(TemplateVersion.after(2, "1.0.0", UPDATE, "digest"))
        .isNotEqualTo(TemplateVersion.after(2, null, UPDATE, "digest"))
        .isNotEqualTo(TemplateVersion.after(2, "1-00000000", UUID.randomUUID(), "digest"))
        .isNotEqualTo(TemplateVersion.after(2, "1-00000000", UPDATE, "other"));
  }
}
