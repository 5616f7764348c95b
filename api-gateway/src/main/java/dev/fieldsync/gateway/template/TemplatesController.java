package dev.fieldsync.gateway.template;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.QueryParameters;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading templates over HTTP. */
@RestController
@RequestMapping("/api/templates")
class TemplatesController {

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  private final Templates templates;

  TemplatesController(Templates templates) {
    this.templates = templates;
  }

  @GetMapping("/{id}")
  ResponseEntity<byte[]> template(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
      @RequestHeader(name = HttpHeaders.CACHE_CONTROL, required = false) @Nullable String control) {
    Duration maxStale = MaxStale.of(control);
    Templates.Read read =
        TemplateIds.parse(id)
            .flatMap(templateId -> templates.find(templateId, caller.organizationId(), maxStale))
            .orElseThrow(() -> TemplateIds.notFound(id));
    TemplateBody body = read.body();
    ResponseEntity.BodyBuilder response =
        EntityTags.includes(known, body.etag())
            ? ResponseEntity.status(HttpStatus.NOT_MODIFIED)
            : ResponseEntity.ok();
    response
        .header(HttpHeaders.ETAG, body.etag())
        .header("X-Cache", read.hit() ? "HIT" : "MISS")
        .cacheControl(CacheControl.noCache().cachePrivate());
    return EntityTags.includes(known, body.etag())
        ? response.build()
        : response.contentType(MediaType.APPLICATION_JSON).body(body.json());
  }

  @GetMapping
  ResponseEntity<byte[]> page(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "" + DEFAULT_LIMIT) String limit,
      @RequestParam Optional<String> cursor) {
    int size = QueryParameters.limit(limit, MAX_LIMIT);
    UUID after = cursor.map(TemplateIds::fromCursor).orElse(TemplateIds.LOWEST);
    TemplateTable.Page found = templates.page(caller.organizationId(), after, size);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noCache().cachePrivate())
        .body(json(found));
  }

  private static byte[] json(TemplateTable.Page page) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    String separator = "{\"items\":[";
    for (TemplateBody item : page.items()) {
      json.writeBytes(separator.getBytes(StandardCharsets.UTF_8));
      json.writeBytes(item.json());
      separator = ",";
    }
    UUID last = page.items().isEmpty() ? null : page.items().get(page.items().size() - 1).id();
    String end =
        (last == null ? separator : "")
            + "],\"nextCursor\":"
            + (last != null && page.more() ? '"' + TemplateIds.cursorAfter(last) + '"' : "null")
            + "}";
    json.writeBytes(end.getBytes(StandardCharsets.UTF_8));
    return json.toByteArray();
  }
}
