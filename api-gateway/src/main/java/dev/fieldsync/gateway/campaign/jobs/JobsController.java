package dev.fieldsync.gateway.campaign.jobs;

import dev.fieldsync.campaigns.campaign.CampaignPlan;
import dev.fieldsync.campaigns.campaign.CampaignPlans;
import dev.fieldsync.campaigns.workflow.KnownNames;
import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.campaign.Answers;
import dev.fieldsync.gateway.campaign.CampaignJson;
import dev.fieldsync.gateway.campaign.CampaignTable;
import dev.fieldsync.gateway.campaign.JobIds;
import dev.fieldsync.gateway.campaign.PageCursor;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.problem.QueryParameters;
import dev.fieldsync.shared.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The jobs of a campaign. */
@RestController
@RequestMapping("/api/campaigns/{id}/jobs")
class JobsController {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final KnownNames STATES =
      KnownNames.of(List.of("ready", "waiting", "done", "dead", "cancelled", "dropped"));

  /** Those that have a small table of their own. */
  private static final Set<String> LISTED = Set.of("ready", "waiting", "dead");

  private static final String BY_ADDRESS = "address";
  private static final String BY_ID = "job";

  private final CampaignTable campaigns;
  private final JobTable jobs;
  private final JobHistory history;
  private final CampaignPlans plans;

  JobsController(CampaignTable campaigns, JobTable jobs, JobHistory history, CampaignPlans plans) {
    this.campaigns = campaigns;
    this.jobs = jobs;
    this.history = history;
    this.plans = plans;
  }

  @GetMapping
  ResponseEntity<byte[]> page(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam Optional<String> status,
      @RequestParam Optional<String> step,
      @RequestParam(defaultValue = "" + DEFAULT_LIMIT) String limit,
      @RequestParam Optional<String> cursor) {
    UUID campaignId = campaigns.own(id, caller);
    int size = QueryParameters.limit(limit, MAX_LIMIT);
    String state = status.map(text -> one("status", text, STATES)).orElse(null);
    String atStep = step.map(text -> one("step", text, steps(campaignId))).orElse(null);
    String kind = state != null && LISTED.contains(state) ? BY_ID : BY_ADDRESS;
    String after = cursor.map(text -> PageCursor.place(kind, text)).orElse(null);
    JobTable.Page page =
        state != null && kind.equals(BY_ID)
            ? jobs.byState(
                campaignId, state, atStep, after == null ? 0 : PageCursor.jobId(after), size)
            : jobs.byAddress(campaignId, state, atStep, after == null ? "" : after, size);
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    page.jobs().forEach(job -> items.add(json(job)));
    return Answers.json(CampaignJson.page(items, next(kind, page.after())));
  }

  private static @Nullable String next(String kind, @Nullable String after) {
    return after == null ? null : PageCursor.text(kind, after);
  }

  @GetMapping("/{jobId}")
  ResponseEntity<byte[]> job(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @PathVariable String jobId) {
    UUID campaignId = campaigns.own(id, caller);
    JobTable.Job job =
        JobIds.parse(jobId)
            .flatMap(known -> jobs.find(campaignId, known))
            .orElseThrow(() -> notFound(jobId));
    ObjectNode json = json(job);
    json.setAll(history.of(campaignId, job.id()));
    return Answers.json(Json.mapper().writeValueAsBytes(json));
  }

  private static ObjectNode json(JobTable.Job job) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", job.id());
    json.put("email", job.email());
    json.put("status", job.status());
    json.put("step", job.step());
    json.put("visit", job.visit());
    json.put("attempt", job.attempt());
    json.set("attributes", job.attributes());
    return json;
  }

  private KnownNames steps(UUID campaignId) {
    CampaignPlan plan = plans.of(List.of(campaignId)).get(campaignId);
    if (plan == null) {
      throw ProblemException.invalid(
          "step",
          "cannot be looked at here",
          "A newer version than this gateway made the campaign's workflow. Leave step out.");
    }
    return KnownNames.of(plan.workflow().steps().keySet().stream().sorted().toList());
  }

  private static String one(String parameter, String text, KnownNames known) {
    if (known.has(text)) {
      return text;
    }
    throw ProblemException.invalid(
        parameter,
        "must be one of " + known.listed(),
        "The parameter %s must be one of %s; leave it out to see all%s."
            .formatted(parameter, known.listed(), known.hint(text)));
  }

  private static ProblemException notFound(String jobId) {
    String shown = jobId.length() > 100 ? jobId.substring(0, 100) + "..." : jobId;
    return ProblemException.of(
        HttpStatus.NOT_FOUND, "JobNotFound", "This campaign has no job " + shown + ".");
  }
}
