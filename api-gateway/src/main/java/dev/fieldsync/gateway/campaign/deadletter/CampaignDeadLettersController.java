package dev.fieldsync.gateway.campaign.deadletter;

import dev.fieldsync.campaigns.deadletter.DeadLetters;
import dev.fieldsync.campaigns.deadletter.DeadLetters.DeadLetter;
import dev.fieldsync.campaigns.deadletter.DeadLetters.Failure;
import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.campaign.Answers;
import dev.fieldsync.gateway.campaign.CampaignJson;
import dev.fieldsync.gateway.campaign.CampaignProblems;
import dev.fieldsync.gateway.campaign.CampaignTable;
import dev.fieldsync.gateway.campaign.PageCursor;
import dev.fieldsync.gateway.problem.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The dead letters of a campaign. */
@RestController
@RequestMapping("/api/campaigns/{id}/dead-letters")
class CampaignDeadLettersController {

  private static final Logger log = LoggerFactory.getLogger(CampaignDeadLettersController.class);
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final int MAX_ATTEMPTS_SHOWN = 10;
  private static final String CURSOR = "dead";

  private final CampaignTable campaigns;
  private final DeadLetters letters;
  private final FailureTable failures;

  CampaignDeadLettersController(
      CampaignTable campaigns, DeadLetters letters, FailureTable failures) {
    this.campaigns = campaigns;
    this.letters = letters;
    this.failures = failures;
  }

  @GetMapping
  ResponseEntity<byte[]> page(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "" + DEFAULT_LIMIT) String limit,
      @RequestParam Optional<String> cursor) {
    UUID campaignId = campaigns.own(id, caller);
    int size = QueryParameters.limit(limit, MAX_LIMIT);
    DeadLetter before = cursor.map(CampaignDeadLettersController::before).orElse(null);
    List<DeadLetter> found = letters.list(campaignId, before, size + 1);
    List<DeadLetter> shown = found.subList(0, Math.min(size, found.size()));
    Map<Long, List<Failure>> attempts =
        failures.of(shown.stream().map(DeadLetter::jobId).toList(), MAX_ATTEMPTS_SHOWN);
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (DeadLetter letter : shown) {
      items.add(json(letter, attempts.getOrDefault(letter.jobId(), List.of())));
    }
    return Answers.json(
        CampaignJson.page(items, found.size() > size ? after(shown.get(size - 1)) : null));
  }

  private static DeadLetter before(String cursor) {
    PageCursor.Moment place = PageCursor.moment(CURSOR, cursor);
    return new DeadLetter(PageCursor.jobId(place.key()), "", "", "", "", place.at());
  }

  private static String after(DeadLetter last) {
    return PageCursor.text(
        CURSOR, new PageCursor.Moment(last.diedAt(), Long.toString(last.jobId())));
  }

  private static ObjectNode json(DeadLetter letter, List<Failure> attempts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("jobId", letter.jobId());
    json.put("email", letter.address());
    json.put("step", letter.step());
    json.put("kind", letter.kind());
    json.put("reason", letter.reason());
    json.put("diedAt", letter.diedAt().toString());
    ArrayNode failed = json.putArray("failures");
    for (Failure attempt : attempts) {
      failed
          .addObject()
          .put("step", attempt.step())
          .put("attempt", attempt.attempt())
          .put("kind", attempt.kind())
          .put("reason", attempt.reason())
          .put("at", attempt.failedAt().toString());
    }
    return json;
  }

  @PostMapping("/replay")
  ResponseEntity<Map<String, Object>> replay(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    caller.requireWriter();
    UUID campaignId = campaigns.own(id, caller);
    List<Long> jobIds = WhichJobs.of(request).jobIds();
    String status = campaigns.status(campaignId);
    if (status.equals("cancelled") || status.equals("failed")) {
      throw CampaignProblems.conflict(
          status,
          "The campaign is %s, so nothing is tried again. Its dead letters can be dropped."
              .formatted(status));
    }
    int replayed =
        jobIds == null ? letters.replayAll(campaignId) : letters.replay(campaignId, jobIds);
    tell("Dead letters of a campaign are replayed", campaignId, caller, replayed);
    return Answers.of(Map.of("replayed", replayed));
  }

  @PostMapping("/drop")
  ResponseEntity<Map<String, Object>> drop(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    caller.requireWriter();
    UUID campaignId = campaigns.own(id, caller);
    List<Long> jobIds = WhichJobs.of(request).jobIds();
    int dropped = jobIds == null ? letters.dropAll(campaignId) : letters.drop(campaignId, jobIds);
    tell("Dead letters of a campaign are dropped", campaignId, caller, dropped);
    return Answers.of(Map.of("dropped", dropped));
  }

  private static void tell(String what, UUID campaignId, Caller caller, int jobs) {
    log.atInfo()
        .addKeyValue("campaignId", campaignId)
        .addKeyValue("actor", caller.actor())
        .addKeyValue("jobs", jobs)
        .log(what);
  }
}
