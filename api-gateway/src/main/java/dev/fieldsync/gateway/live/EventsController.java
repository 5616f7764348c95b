package dev.fieldsync.gateway.live;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.live.Watcher.Scope;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/events}: the caller's organization, live, as server-sent events. */
@RestController
class EventsController {

  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Watchers watchers;

  EventsController(Watchers watchers) {
    this.watchers = watchers;
  }

  @GetMapping("/api/events")
  void events(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(name = "templateId", required = false) @Nullable String templateId,
      @RequestParam(name = "campaignId", required = false) @Nullable String campaignId,
      @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, HttpRequestMethodNotSupportedException {
    if (HttpMethod.HEAD.matches(request.getMethod())) {
      // Spring answers HEAD with the GET's method, which here would never end.
      throw new HttpRequestMethodNotSupportedException(
          HttpMethod.HEAD.name(), List.of(HttpMethod.GET.name()));
    }
    if (templateId != null && campaignId != null) {
      throw ProblemException.invalid(
          "campaignId",
          "does not go together with templateId",
          "Send templateId or campaignId, or none of them.");
    }
    Scope scope =
        new Scope(
            caller.organizationId(),
            campaignId == null
                ? subject("templateId", templateId)
                : subject("campaignId", campaignId));
    watchers.open(scope, position(lastEventId), request, response);
  }

  private static @Nullable UUID subject(String name, @Nullable String id) {
    return id == null
        ? null
        : TemplateIds.parse(id)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        name,
                        "is no UUID",
                        "The parameter %s must be an id, a UUID.".formatted(name)));
  }

  /** Browsers send an empty header when they have seen no id yet. */
  private static @Nullable LogPosition position(@Nullable String id) {
    return id == null || id.isEmpty()
        ? null
        : LogPosition.parse(id)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        LAST_EVENT_ID,
                        "is not one of ours",
                        "The header Last-Event-ID must be the id of an event of this stream. Leave"
                            + " it out to begin now."));
  }
}
