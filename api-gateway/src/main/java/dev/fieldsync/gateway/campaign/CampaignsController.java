package dev.fieldsync.gateway.campaign;

import dev.fieldsync.campaigns.campaign.CampaignStatus;
import dev.fieldsync.campaigns.campaign.CampaignStatuses;
import dev.fieldsync.campaigns.progress.CampaignProgress;
import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.QueryParameters;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.update.RequestBody;
import dev.fieldsync.shared.campaign.CampaignEvent;
import dev.fieldsync.shared.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Looking at campaigns, and steering them. */
@RestController
@RequestMapping("/api/campaigns")
class CampaignsController {

  private static final Logger log = LoggerFactory.getLogger(CampaignsController.class);
  private static final DataSize MAX_BODY = DataSize.ofKilobytes(64);
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final String CURSOR = "campaign";
  private static final PageCursor.Moment NEWEST =
      new PageCursor.Moment(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1).toString());

  private final CampaignTable campaigns;
  private final CampaignProgress progress;
  private final CampaignStatuses statuses;

  CampaignsController(
      CampaignTable campaigns, CampaignProgress progress, CampaignStatuses statuses) {
    this.campaigns = campaigns;
    this.progress = progress;
    this.statuses = statuses;
  }

  @GetMapping
  ResponseEntity<byte[]> page(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "" + DEFAULT_LIMIT) String limit,
      @RequestParam Optional<String> cursor) {
    int size = QueryParameters.limit(limit, MAX_LIMIT);
    PageCursor.Moment before = cursor.map(text -> PageCursor.moment(CURSOR, text)).orElse(NEWEST);
    UUID beforeId = PageCursor.required(TemplateIds.parse(before.key()));
    List<CampaignTable.Row> found =
        campaigns.page(caller.organizationId(), before, beforeId, size + 1);
    List<CampaignTable.Row> rows = found.subList(0, Math.min(size, found.size()));
    Map<UUID, CampaignEvent> events =
        progress.of(rows.stream().map(CampaignTable.Row::id).toList());
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (CampaignTable.Row row : rows) {
      CampaignEvent event = events.get(row.id());
      if (event != null) {
        items.add(CampaignJson.campaign(row, event));
      }
    }
    return Answers.json(
        CampaignJson.page(items, found.size() > size ? after(rows.get(size - 1)) : null));
  }

  private static String after(CampaignTable.Row last) {
    return PageCursor.text(CURSOR, new PageCursor.Moment(last.createdAt(), last.id().toString()));
  }

  @GetMapping("/{id}")
  ResponseEntity<byte[]> campaign(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    UUID campaignId = campaigns.own(id, caller);
    CampaignEvent event = progress.of(List.of(campaignId)).get(campaignId);
    CampaignTable.Row row = campaigns.find(campaignId).orElse(null);
    if (event == null || row == null) {
      throw CampaignProblems.notFound(id);
    }
    return Answers.json(Json.mapper().writeValueAsBytes(CampaignJson.campaign(row, event)));
  }

  @PostMapping("/{id}/pause")
  ResponseEntity<Map<String, Object>> pause(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    return change(caller, id, request, statuses::pause, Set.of(CampaignStatus.PAUSED));
  }

  @PostMapping("/{id}/resume")
  ResponseEntity<Map<String, Object>> resume(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    return change(
        caller,
        id,
        request,
        statuses::resume,
        Set.of(CampaignStatus.RUNNING, CampaignStatus.SCHEDULED));
  }

  @PostMapping("/{id}/cancel")
  ResponseEntity<Map<String, Object>> cancel(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    return change(caller, id, request, statuses::cancel, Set.of(CampaignStatus.CANCELLED));
  }

  /** One of {@link CampaignStatuses}' methods. */
  private interface Change {
    Optional<CampaignStatus> apply(String organizationId, UUID id, String by);
  }

  private ResponseEntity<Map<String, Object>> change(
      Caller caller,
      String id,
      HttpServletRequest request,
      Change change,
      Set<CampaignStatus> wanted)
      throws IOException {
    caller.requireWriter();
    UUID campaignId = campaigns.own(id, caller);
    RequestBody.onlyWith(List.of(), request, MAX_BODY);
    CampaignStatus status =
        change
            .apply(caller.organizationId(), campaignId, caller.actor())
            .orElseThrow(() -> CampaignProblems.notFound(id));
    if (!wanted.contains(status)) {
      throw CampaignProblems.conflict(
          status.code(),
          (status == CampaignStatus.PREPARING
                  ? "The campaign is %s: its audience is being found. Wait until it runs, or cancel it."
                  : "The campaign is %s, so that is not possible any more. Make a new campaign.")
              .formatted(status.code()));
    }
    log.atInfo()
        .addKeyValue("campaignId", campaignId)
        .addKeyValue("status", status.code())
        .addKeyValue("actor", caller.actor())
        .log("Somebody steered a campaign");
    return Answers.of(Map.of("id", campaignId, "status", status.code()));
  }
}
