package dev.fieldsync.gateway.campaign.audience;

import dev.fieldsync.campaigns.audience.AudienceEntry;
import dev.fieldsync.campaigns.audience.AudienceReport;
import dev.fieldsync.campaigns.audience.CsvAudience;
import dev.fieldsync.campaigns.audience.InvalidAudienceException;
import dev.fieldsync.campaigns.audience.NdjsonAudience;
import dev.fieldsync.campaigns.campaign.CreateCampaign;
import dev.fieldsync.campaigns.campaign.InvalidEntries;
import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.campaign.CampaignProblems;
import dev.fieldsync.gateway.campaign.CampaignTable;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Adds jobs to a campaign from CSV or NDJSON. */
@RestController
class JobsUploadController {

  private static final Logger log = LoggerFactory.getLogger(JobsUploadController.class);

  private static final MediaType CSV = new MediaType("text", "csv");
  private static final List<MediaType> NDJSON =
      List.of(MediaType.APPLICATION_NDJSON, new MediaType("application", "jsonl"));

  private final CampaignTable campaigns;
  private final BodyStore bodies;
  private final AudienceCopies copies;
  private final CreateCampaign create;

  JobsUploadController(
      CampaignTable campaigns, BodyStore bodies, AudienceCopies copies, CreateCampaign create) {
    this.campaigns = campaigns;
    this.bodies = bodies;
    this.copies = copies;
    this.create = create;
  }

  @PostMapping("/api/campaigns/{id}/jobs")
  AudienceReport add(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam Optional<String> invalid,
      HttpServletRequest request)
      throws IOException {
    caller.requireWriter();
    UUID campaignId = campaigns.own(id, caller);
    InvalidEntries policy = AudienceProblems.invalid(invalid);
    boolean csv = isCsv(request);
    CampaignProblems.requireTakesJobs(campaigns.status(campaignId));
    try (StoredBody body = bodies.receive(request)) {
      AudienceReport report =
          copies.run(
              () ->
                  create
                      .addJobs(caller.organizationId(), campaignId, read(body, csv), policy)
                      .orElseThrow(() -> CampaignProblems.notFound(id)));
      log.atInfo()
          .addKeyValue("campaignId", campaignId)
          .addKeyValue("actor", caller.actor())
          .addKeyValue("jobs", report.added())
          .addKeyValue("duplicates", report.duplicates())
          .addKeyValue("invalid", report.invalid())
          .log("Jobs were added to a campaign");
      return report;
    } catch (InvalidAudienceException e) {
      throw AudienceProblems.of(e, line -> "line " + line);
    }
  }

  private static Iterator<AudienceEntry> read(StoredBody body, boolean csv) {
    try {
      return csv ? new CsvAudience(body.read()) : new NdjsonAudience(body.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCsv(HttpServletRequest request) {
    String type = request.getContentType();
    if (RequestBody.isType(type, CSV)) {
      return true;
    }
    if (NDJSON.stream().anyMatch(ndjson -> RequestBody.isType(type, ndjson))) {
      return false;
    }
    throw ProblemException.of(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "UnsupportedMediaType",
        "Jobs are added as Content-Type: text/csv, with a first line that names the columns, one of"
            + " them email; or application/x-ndjson, an address or an object with email on each"
            + " line.");
  }
}
