package dev.fieldsync.gateway.stats;

import dev.fieldsync.gateway.node.GatewayNode;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/stats/recent}: how it was lately, for graphs that begin in the past. */
@RestController
class RecentNumbersController {

  private final RecentNumbers recent;
  private final GatewayNode node;

  RecentNumbersController(RecentNumbers recent, GatewayNode node) {
    this.recent = recent;
    this.node = node;
  }

  @GetMapping("/api/stats/recent")
  Recent recent() {
    return new Recent(node.name(), recent.all());
  }

  /**
   * The last minutes.
   *
   * @param node this gateway
   * @param samples the oldest first
   */
  record Recent(String node, List<RecentNumbers.Sample> samples) {}
}
