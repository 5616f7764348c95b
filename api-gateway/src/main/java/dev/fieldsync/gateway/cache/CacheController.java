package dev.fieldsync.gateway.cache;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.node.GatewayNode;
import dev.fieldsync.gateway.template.CacheInspection;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.template.Templates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/cache/{templateId}}: what every gateway's cache holds of a template. */
@RestController
class CacheController {

  private final Templates templates;
  private final CacheInspection cache;
  private final Holdings holdings;
  private final GatewayNode self;
  private final Clock clock;

  CacheController(
      Templates templates,
      CacheInspection cache,
      Holdings holdings,
      GatewayNode self,
      Clock clock) {
    this.templates = templates;
    this.cache = cache;
    this.holdings = holdings;
    this.self = self;
    this.clock = clock;
  }

  /** The state of one cache. */
  enum State {
    /** The cached template is the row as it is. */
    @JsonProperty("fresh")
    FRESH,
    /** The cached template is older; it is not served. */
    @JsonProperty("stale")
    STALE,
    /** Nothing is cached. */
    @JsonProperty("empty")
    EMPTY
  }

  /**
   * One gateway's cache.
   *
   * @param ageMs since the template was loaded into it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Entry(String node, State state, @Nullable String version, @Nullable Long ageMs) {}

  @GetMapping("/api/cache/{templateId}")
  List<Entry> entries(@AuthenticationPrincipal Caller caller, @PathVariable String templateId) {
    UUID id =
        TemplateIds.parse(templateId)
            .filter(template -> templates.belongsTo(template, caller.organizationId()))
            .orElseThrow(() -> TemplateIds.notFound(templateId));
    CacheInspection.Found own = cache.look(id);
    Map<String, Entry> entries = new TreeMap<>();
    entries.put(self.name(), own(own));
    holdings
        .ofOthers(id)
        .forEach(
            (node, holding) ->
                entries.put(
                    node,
                    holding
                        .map(held -> other(node, held, own.served()))
                        .orElseGet(() -> empty(node))));
    return List.copyOf(entries.values());
  }

  private Entry own(CacheInspection.Found found) {
    Duration age = found.age();
    return age == null
        ? empty(self.name())
        : entry(self.name(), found.current(), found.held(), age.toMillis());
  }

  private Entry other(String node, Holding holding, @Nullable String current) {
    long age = Math.max(0, clock.millis() - holding.loadedAtMs());
    return entry(node, Objects.equals(holding.version(), current), holding.version(), age);
  }

  private static Entry entry(String node, boolean fresh, @Nullable String version, long ageMs) {
    return new Entry(node, fresh ? State.FRESH : State.STALE, version, ageMs);
  }

  private static Entry empty(String node) {
    return new Entry(node, State.EMPTY, null, null);
  }
}
