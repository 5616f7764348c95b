package dev.fieldsync.gateway.cache;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fieldsync.gateway.cache.CacheMessage.Holding;
import dev.fieldsync.gateway.cache.CacheMessage.State;
import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/cache/{templateId}}: what every gateway's cache holds of a template. */
@RestController
class CacheController {

  private final Templates templates;
  private final CacheProbes probes;

  CacheController(Templates templates, CacheProbes probes) {
    this.templates = templates;
    this.probes = probes;
  }

  /**
   * One gateway's cache.
   *
   * @param ageMs since the template was loaded into it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Entry(String node, State state, @Nullable String version, @Nullable Long ageMs) {}

  @GetMapping("/api/cache/{templateId}")
  CompletableFuture<List<Entry>> entries(
      @AuthenticationPrincipal Caller caller, @PathVariable String templateId) {
    UUID id =
        TemplateIds.parse(templateId)
            .filter(template -> templates.belongsTo(template, caller.organizationId()))
            .orElseThrow(() -> TemplateIds.notFound(templateId));
    return probes.ask(List.of(id)).thenApply(CacheController::entries);
  }

  private static List<Entry> entries(CacheProbes.Result result) {
    Map<String, Entry> entries = new TreeMap<>();
    result.silent().forEach(node -> entries.put(node, unknown(node)));
    result
        .holdings()
        .forEach(
            (node, holdings) ->
                entries.put(
                    node,
                    holdings.stream()
                        .findFirst()
                        .map(holding -> entry(node, holding))
                        .orElseGet(() -> unknown(node))));
    return List.copyOf(entries.values());
  }

  private static Entry entry(String node, Holding holding) {
    return new Entry(node, holding.state(), holding.version(), holding.ageMs());
  }

  private static Entry unknown(String node) {
    return new Entry(node, State.UNKNOWN, null, null);
  }
}
