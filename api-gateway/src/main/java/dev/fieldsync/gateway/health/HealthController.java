package dev.fieldsync.gateway.health;

import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/health}, for clients that want to know whether it is worth trying. */
@RestController
class HealthController {

  private final HealthEndpoint health;
  private final Clock clock;

  HealthController(HealthEndpoint health, Clock clock) {
    this.health = health;
    this.clock = clock;
  }

  /** {@code ok}, or {@code unavailable} with 503 when the database or the events are away. */
  @GetMapping("/api/health")
  ResponseEntity<HealthResponse> health() {
    HealthDescriptor readiness = health.healthForPath("readiness");
    return readiness != null && Status.UP.equals(readiness.getStatus())
        ? ResponseEntity.ok(new HealthResponse("ok", clock.instant()))
        : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
            .body(new HealthResponse("unavailable", clock.instant()));
  }

  record HealthResponse(String status, Instant timestamp) {}
}
