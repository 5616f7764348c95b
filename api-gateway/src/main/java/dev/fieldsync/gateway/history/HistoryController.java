package dev.fieldsync.gateway.history;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.problem.QueryParameters;
import dev.fieldsync.gateway.template.TemplateBody;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.template.TemplateVersions;
import dev.fieldsync.gateway.template.Templates;
import dev.fieldsync.shared.history.VersionKey;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.JsonDiff;
import dev.fieldsync.shared.template.TemplateField;
import dev.fieldsync.shared.template.TemplateVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reading the past of a template. */
@RestController
@RequestMapping("/api/templates/{id}")
class HistoryController {

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final long MAX_PAGE_BYTES = 2L * 1024 * 1024;
  private static final MediaType JSON_PATCH = new MediaType("application", "json-patch+json");

  private final Templates templates;
  private final TemplateVersions versions;
  private final HistoryTable history;

  HistoryController(Templates templates, TemplateVersions versions, HistoryTable history) {
    this.templates = templates;
    this.versions = versions;
    this.history = history;
  }

  /**
   * A page of the history.
   *
   * @param items newest first
   * @param nextBefore what to send as {@code before} for the next page, {@code null} on the last
   */
  record HistoryPage(List<HistoryEntry> items, @Nullable String nextBefore) {}

  @GetMapping("/history")
  ResponseEntity<HistoryPage> history(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "" + DEFAULT_LIMIT) String limit,
      @RequestParam Optional<String> before) {
    UUID templateId = own(id, caller);
    int size = QueryParameters.limit(limit, MAX_LIMIT);
    long end = before.map(version -> revision(templateId, version)).orElse(Long.MAX_VALUE);
    HistoryTable.Page page = history.page(templateId, end, size, MAX_PAGE_BYTES);
    List<HistoryEntry> entries = page.entries();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePrivate())
        .body(
            new HistoryPage(
                entries, page.more() ? entries.get(entries.size() - 1).version() : null));
  }

  @GetMapping("/versions/{version}")
  ResponseEntity<byte[]> version(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @PathVariable String version) {
    TemplateBody body = find(own(id, caller), List.of(version)).get(0);
    return ResponseEntity.ok()
        .eTag(body.etag())
        .cacheControl(CacheControl.noCache().cachePrivate())
        .contentType(MediaType.APPLICATION_JSON)
        .body(body.json());
  }

  @GetMapping("/diff")
  ResponseEntity<byte[]> diff(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam Optional<String> from,
      @RequestParam Optional<String> to) {
    UUID templateId = own(id, caller);
    String start =
        from.orElseThrow(
            () ->
                ProblemException.invalid(
                    "from", "is required", "Say which versions to compare: ?from=...&to=..."));
    String end = to.orElseGet(() -> current(templateId, caller));
    List<TemplateBody> both = find(templateId, List.of(start, end));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePrivate())
        .contentType(JSON_PATCH)
        .body(
            Json.mapper()
                .writeValueAsBytes(difference(document(both.get(0)), document(both.get(1)))));
  }

  /** Field by field: an operation on the whole template could not be sent back as a PATCH. */
  private static ArrayNode difference(JsonNode from, JsonNode to) {
    ArrayNode operations = JsonDiff.withOldValues(from, to);
    boolean whole =
        operations.valueStream().anyMatch(each -> each.path("path").asString("").isEmpty());
    if (!whole) {
      return operations;
    }
    ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    for (TemplateField field : TemplateField.values()) {
      JsonNode old = from.path(field.key());
      JsonNode now = to.path(field.key());
      if (!now.equals(old)) {
        ObjectNode replace = fields.addObject();
        replace.put("op", "replace").put("path", "/" + field.key());
        replace.set("value", now);
        replace.set("oldValue", old);
      }
    }
    return fields;
  }

  private UUID own(String id, Caller caller) {
    return TemplateIds.parse(id)
        .filter(templateId -> templates.belongsTo(templateId, caller.organizationId()))
        .orElseThrow(() -> TemplateIds.notFound(id));
  }

  private String current(UUID templateId, Caller caller) {
    return templates
        .find(templateId, caller.organizationId())
        .orElseThrow(() -> TemplateIds.notFound(templateId.toString()))
        .body()
        .version();
  }

  private List<TemplateBody> find(UUID templateId, List<String> wanted) {
    Map<VersionKey, TemplateBody> found =
        versions.find(
            wanted.stream()
                .distinct()
                .map(version -> new VersionKey(templateId, version))
                .toList());
    return wanted.stream()
        .map(
            version ->
                Optional.ofNullable(found.get(new VersionKey(templateId, version)))
                    .orElseThrow(() -> unknown(version)))
        .toList();
  }

  /** A version or its number; both are what {@code history} shows. */
  private long revision(UUID templateId, String before) {
    return Stream.of(before)
        .filter(text -> text.matches("[1-9][0-9]{0,17}"))
        .map(Long::parseLong)
        .findFirst()
        .or(
            () ->
                TemplateVersion.parse(before)
                    .map(version -> history.revision(templateId, version.number(), before))
                    .filter(revision -> revision.isPresent())
                    .map(revision -> revision.getAsLong()))
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "before",
                    "must be a version of the history",
                    "The parameter before must be the nextBefore of the page before, or a version"
                        + " of this template."));
  }

  /** What a person can change, in the form that a JSON Patch refers to. */
  private static JsonNode document(TemplateBody body) {
    JsonNode whole = Json.mapper().readTree(body.json());
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    for (TemplateField field : TemplateField.values()) {
      document.set(field.key(), whole.get(field.key()));
    }
    return document;
  }

  private static ProblemException unknown(String version) {
    String shown = version.length() > 100 ? version.substring(0, 100) + "..." : version;
    return ProblemException.of(
        HttpStatus.NOT_FOUND,
        "VersionNotFound",
        "The history has no version "
            + shown
            + " of this template. GET its history to see those that there are.");
  }
}
