package dev.fieldsync.local.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aPortInUseIsNamedTogetherWithThePropertyThatChangesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> Ports.requireFree(port, "Kafka", "fieldsync.local.kafka-port"))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("Port " + port + " for Kafka")
          .hasMessageContaining("--fieldsync.local.kafka-port=<port>")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aFreePortIsAccepted() {
    int port = Ports.anyFree();

    assertThatCode(() -> Ports.requireFree(port, "Kafka", "fieldsync.local.kafka-port"))
        .doesNotThrowAnyException();
  }
}
