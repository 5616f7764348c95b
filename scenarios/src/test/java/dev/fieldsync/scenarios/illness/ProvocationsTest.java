package dev.fieldsync.scenarios.illness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.doctor.diagnosis.Bottleneck;
import dev.fieldsync.scenarios.scenario.Provocation;
import org.junit.jupiter.api.Test;

class ProvocationsTest {

  @Test
  void eachBottleneckThatTheDoctorKnowsIsBroughtAboutByAScenario() {
    assertThat(Provocations.all())
        .extracting(Provocation::bottleneck)
        .contains(Bottleneck.values());
  }
}
