package dev.fieldsync.scenarios.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.scenarios.system.ClusterSpec.Role;
import org.junit.jupiter.api.Test;

class ClusterSpecTest {

  @Test
  void readsHowManyProcessesOfEachRoleThereAre() {
    ClusterSpec spec = ClusterSpec.parse("gateways=2, workers=3,campaign-workers=1");

    assertThat(spec.size(Role.GATEWAYS)).isEqualTo(2);
    assertThat(spec.size(Role.WORKERS)).isEqualTo(3);
    assertThat(spec.size(Role.CAMPAIGN_WORKERS)).isOne();
    assertThat(spec.size(Role.PROCESSORS)).isZero();
    assertThat(spec).hasToString("gateways=2,workers=3,campaign-workers=1");
  }

  @Test
  void thereIsAGatewayUnlessItIsSaidOtherwise() {
    assertThat(ClusterSpec.parse("workers=1").size(Role.GATEWAYS)).isOne();
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> ClusterSpec.parse("wrkers=1")).hasMessageContaining("wrkers");
    assertThatThrownBy(() -> ClusterSpec.parse("workers")).hasMessageContaining("0 to 50");
    assertThatThrownBy(() -> ClusterSpec.parse("workers=99")).hasMessageContaining("\"99\"");
  }

  @Test
  void aSettingIsForItsRoleOnly() {
    ClusterSpec spec = ClusterSpec.parse("workers=1").with(Role.WORKERS, "a=b");

    assertThat(spec.settings(Role.WORKERS)).containsExactly("a=b");
    assertThat(spec.settings(Role.GATEWAYS)).isEmpty();
  }

  @Test
  void anOptionOfTheVirtualMachineIsForItsRoleOnly() {
    ClusterSpec spec = ClusterSpec.parse("workers=1").withJvmOption(Role.WORKERS, "-Xmx99m");

    assertThat(spec.jvmOptions(Role.WORKERS)).containsExactly("-Xmx99m");
    assertThat(spec.jvmOptions(Role.GATEWAYS)).isEmpty();
  }
}
