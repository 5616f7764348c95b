package dev.fieldsync.scenarios.bench.jpa;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The peer's API, as far as the benchmark calls it: the paths and bodies of ours. */
@RestController
@RequestMapping("/api/templates")
class PeerTemplatesController {

  private final PeerTemplates templates;
  private final PeerUpdates updates;

  PeerTemplatesController(PeerTemplates templates, PeerUpdates updates) {
    this.templates = templates;
    this.updates = updates;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  View create(@RequestBody ObjectNode body) {
    UUID id = UUID.fromString(body.path("id").asString(UUID.randomUUID().toString()));
    return View.of(updates.create(id, body));
  }

  @GetMapping("/{id}")
  View template(@PathVariable UUID id) {
    return View.of(
        templates
            .findById(id)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
  }

  @RequestMapping(
      path = "/{id}",
      method = {RequestMethod.PUT, RequestMethod.PATCH})
  View update(@PathVariable UUID id, @RequestBody ObjectNode patch) {
    return View.of(updates.update(id, patch));
  }

  /** A template as people see it. */
  record View(
      UUID id,
      String name,
      JsonNode sections,
      @JsonProperty("field_definitions") JsonNode fieldDefinitions,
      @JsonProperty("inspection_variants") @Nullable JsonNode inspectionVariants,
      long version,
      @JsonProperty("updated_at") Instant updatedAt) {

    static View of(PeerTemplate template) {
      return new View(
          template.id(),
          template.name(),
          template.sections(),
          template.fieldDefinitions(),
          template.inspectionVariants(),
          template.version(),
          template.updatedAt());
    }
  }
}
