package dev.fieldsync.fieldprocessor.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemCodeTest {

  @ParameterizedTest
  @EnumSource
  void everyCodeIsDocumented(ProblemCode code) throws IOException {
    assertThat(Files.readString(Path.of("../docs/field-processing-rules.md")))
        .contains("| `" + code.code() + "` |");
  }
}
