package dev.fieldsync.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.GatewayHarness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics tell of all organizations together, so they are for operators. */
class MetricsIT {

  @Test
  void metricsHaveTheirPrometheusNamesAndAreOpenInADemo() {
    try (GatewayHarness gateway = GatewayHarness.demo()) {
      String path = "/api/templates/" + gateway.insertTemplate(GatewayHarness.DEMO);
      gateway.get(path);
      gateway.get(path);
      gateway.get(path, "Cache-Control", "max-stale=60");

      String metrics = gateway.get("/actuator/prometheus").body();

      assertThat(metrics)
          .contains(
              "fieldsync_cache_reads_total{result=\"hit\"} 1.0",
              "fieldsync_cache_reads_total{result=\"miss\"} 1.0",
              "fieldsync_cache_reads_total{result=\"unchecked\"} 1.0",
              "fieldsync_cache_reads_total{result=\"absent\"} 0.0",
              "fieldsync_cache_checks_total 2.0",
              "fieldsync_cache_loads_total 1.0",
              "fieldsync_cache_refreshes_total 0.0",
              "fieldsync_stale_reads_total 0.0",
              "fieldsync_stale_entries_total 0.0",
              "fieldsync_invalidations_late_total 0.0",
              "fieldsync_invalidation_delay_seconds_bucket{le=\"0.005\"}",
              "fieldsync_invalidation_everywhere_seconds_bucket{le=\"60.0\"}");
    }
  }

  @Test
  void aCallerWhoIsNoOperatorGetsNoMetrics() throws Exception {
    try (GatewayHarness gateway =
        new GatewayHarness(List.of("fieldsync.gateway.jwt-secret=" + CallersIT.SECRET))) {
      for (String path : List.of("/actuator/prometheus", "/actuator/metrics")) {
        assertThat(gateway.get(path).statusCode()).isEqualTo(401);
        assertThat(status(gateway, path, "editor")).isEqualTo(403);
        assertThat(status(gateway, path, "operator")).isEqualTo(200);
      }
    }
  }

  private static int status(GatewayHarness gateway, String path, String role) throws Exception {
    String token = CallersIT.bearer(CallersIT.SECRET, "acme", List.of(role), Duration.ofHours(1));
    return gateway.get(path, "Authorization", token).statusCode();
  }
}
