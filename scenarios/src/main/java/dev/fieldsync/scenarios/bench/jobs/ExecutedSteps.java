package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How many steps campaign-workers have executed in all, whatever became of it, as they count. */
final class ExecutedSteps {

  private final List<Integer> ports;

  ExecutedSteps(List<Integer> ports) {
    this.ports = List.copyOf(ports);
  }

  long total() {
    return ports.stream().mapToLong(ExecutedSteps::ofOne).sum();
  }

  private static long ofOne(int port) {
    URI meter =
        URI.create("http://127.0.0.1:" + port + "/actuator/metrics/fieldsync.campaign.steps");
    try (InputStream answer = meter.toURL().openStream()) {
      JsonNode values = JsonMapper.shared().readTree(answer).path("measurements");
      return values.path(0).path("value").asLong();
    } catch (java.io.FileNotFoundException e) {
      // A meter that has counted nothing is not there.
      return 0;
    } catch (IOException e) {
      throw new ScenarioFailure("A campaign-worker does not say: " + e.getMessage(), e);
    }
  }
}
