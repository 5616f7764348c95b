package dev.fieldsync.gateway.campaign;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** What callers are told of campaigns that are not there or not as they should be. */
public final class CampaignProblems {

  private CampaignProblems() {}

  /** Returns the answer to an id that names no campaign of the caller's organization. */
  public static ProblemException notFound(String id) {
    String shown = id.length() > 100 ? id.substring(0, 100) + "..." : id;
    return ProblemException.of(
        HttpStatus.NOT_FOUND,
        "CampaignNotFound",
        TemplateIds.parse(id).isPresent()
            ? "There is no campaign " + shown + ". GET /api/campaigns lists yours."
            : "There is no campaign \"%s\": campaign ids are UUIDs. GET /api/campaigns lists yours."
                .formatted(shown));
  }

  /**
   * Lets those pass that jobs can be added to.
   *
   * @throws ProblemException 409
   */
  public static void requireTakesJobs(String status) {
    switch (status) {
      case "cancelled", "failed" ->
          throw conflict(
              status, "The campaign is %s. Make a new one for these addresses.".formatted(status));
      case "preparing" ->
          throw conflict(
              status, "The campaign's query is still running. Add jobs when it is running.");
      default -> {}
    }
  }

  /** Returns the answer to what is not possible as things are. */
  public static ProblemException conflict(String status, String detail) {
    return ProblemException.of(HttpStatus.CONFLICT, "CampaignStatusError", detail)
        .with(Map.of("campaignStatus", status));
  }
}
