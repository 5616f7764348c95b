package dev.fieldsync.gateway.campaign.deadletter;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which dead jobs somebody means.
 *
 * @param jobIds these, or {@code null} for all
 */
record WhichJobs(@Nullable List<Long> jobIds) {

  private static final DataSize MAX_BODY = DataSize.ofMegabytes(1);
  private static final int MAX_JOBS = 10_000;
  private static final String SAY = "Send {\"jobIds\": [...]} or {\"all\": true}.";

  /**
   * Reads it from a body.
   *
   * @throws ProblemException 400 when it does not say
   */
  static WhichJobs of(HttpServletRequest request) throws IOException {
    ObjectNode body = RequestBody.object(request, MAX_BODY);
    RequestBody.requireOnly(List.of("jobIds", "all"), body);
    JsonNode all = body.get("all");
    JsonNode jobIds = body.get("jobIds");
    if ((all == null) == (jobIds == null)) {
      throw ProblemException.invalid("", "needs either jobIds or all", SAY);
    }
    if (all != null) {
      if (!all.isBoolean() || !all.booleanValue()) {
        throw ProblemException.invalid("/all", "must be true", SAY);
      }
      return new WhichJobs(null);
    }
    if (!jobIds.isArray() || jobIds.isEmpty() || jobIds.size() > MAX_JOBS) {
      throw ProblemException.invalid(
          "/jobIds", "must be an array of 1 to %d ids".formatted(MAX_JOBS), SAY);
    }
    List<Long> ids = new ArrayList<>(jobIds.size());
    for (int i = 0; i < jobIds.size(); i++) {
      JsonNode id = jobIds.get(i);
      if (!id.isIntegralNumber() || !id.canConvertToLong()) {
        throw ProblemException.invalid(
            "/jobIds/" + i, "must be the id of a job, a whole number", SAY);
      }
      ids.add(id.longValue());
    }
    return new WhichJobs(ids);
  }
}
