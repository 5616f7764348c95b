package dev.fieldsync.gateway.campaign.creation;

import dev.fieldsync.campaigns.audience.AudienceReport;
import dev.fieldsync.campaigns.audience.InvalidAudienceException;
import dev.fieldsync.campaigns.campaign.CreateCampaign;
import dev.fieldsync.campaigns.campaign.InvalidEntries;
import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.campaign.CampaignTable;
import dev.fieldsync.gateway.campaign.audience.AudienceCopies;
import dev.fieldsync.gateway.campaign.audience.AudienceProblems;
import dev.fieldsync.gateway.campaign.audience.BodyStore;
import dev.fieldsync.gateway.campaign.audience.StoredBody;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.IdempotencyKeys;
import dev.fieldsync.gateway.update.RequestBody;
import dev.fieldsync.shared.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Makes campaigns: the body is stored, looked at, and then copied into jobs, all or nothing. */
@RestController
class CreationController {

  private static final Logger log = LoggerFactory.getLogger(CreationController.class);

  private final BodyStore bodies;
  private final CampaignReader reader;
  private final AudienceCopies copies;
  private final CreateCampaign create;
  private final CreationTable creations;
  private final CampaignTable campaigns;

  CreationController(
      BodyStore bodies,
      CampaignReader reader,
      AudienceCopies copies,
      CreateCampaign create,
      CreationTable creations,
      CampaignTable campaigns) {
    this.bodies = bodies;
    this.reader = reader;
    this.copies = copies;
    this.create = create;
    this.creations = creations;
    this.campaigns = campaigns;
  }

  @PostMapping("/api/campaigns")
  ResponseEntity<String> create(
      @AuthenticationPrincipal Caller caller,
      @RequestParam Optional<String> invalid,
      HttpServletRequest request)
      throws IOException {
    caller.requireWriter();
    InvalidEntries policy = AudienceProblems.invalid(invalid);
    UUID id = IdempotencyKeys.of(request).orElseGet(UUID::randomUUID);
    requireJson(request);
    try (StoredBody body = bodies.receive(request)) {
      String digest = Json.sha256(policy + body.digest());
      Optional<CreationTable.Made> before = creations.find(id);
      String answer =
          before.isPresent()
              ? again(before.get(), digest, caller)
              : make(id, body, digest, policy, caller);
      return ResponseEntity.created(URI.create("/api/campaigns/" + id))
          .contentType(MediaType.APPLICATION_JSON)
          .body(answer);
    }
  }

  private String make(
      UUID id, StoredBody stored, String digest, InvalidEntries policy, Caller caller)
      throws IOException {
    CreationBody body = CreationBody.of(stored);
    WantedCampaign wanted = reader.read(id, body.head(), caller);
    body.requireEntries();
    try {
      return copies.run(() -> make(wanted, body, digest, policy));
    } catch (InvalidAudienceException e) {
      throw AudienceProblems.of(e, line -> "/audience/emails/" + (line - 1));
    } catch (DuplicateKeyException e) {
      // The same request at the same time was faster.
      return creations.find(id).map(made -> again(made, digest, caller)).orElseThrow(() -> e);
    }
  }

  private String make(
      WantedCampaign wanted, CreationBody body, String digest, InvalidEntries policy) {
    UUID id = wanted.campaign().id();
    AudienceReport report = create(wanted, body, policy);
    CreatedCampaign created = CreatedCampaign.of(id, campaigns.status(id), report);
    String answer = Json.mapper().writeValueAsString(created);
    creations.insert(id, digest, answer);
    log.atInfo()
        .addKeyValue("campaignId", id)
        .addKeyValue("organizationId", wanted.campaign().organizationId())
        .addKeyValue("actor", wanted.campaign().createdBy())
        .addKeyValue("jobs", created.jobs())
        .addKeyValue("duplicates", created.duplicates())
        .addKeyValue("invalid", created.invalid())
        .log("A campaign is made");
    return answer;
  }

  private AudienceReport create(WantedCampaign wanted, CreationBody body, InvalidEntries policy) {
    String soql = wanted.soql();
    if (soql == null) {
      return create.create(wanted.campaign(), body.emails(), policy);
    }
    create.createPreparing(wanted.campaign(), soql);
    return new AudienceReport.Builder().build();
  }

  /** The first answer once more; whose campaign it is must not show. */
  private static String again(CreationTable.Made made, String digest, Caller caller) {
    if (made.digest().equals(digest) && made.organizationId().equals(caller.organizationId())) {
      return made.answer();
    }
    throw ProblemException.of(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "IdempotencyKeyReused",
        "This Idempotency-Key was used for another request. Send a new UUID for a new campaign.");
  }

  private static void requireJson(HttpServletRequest request) {
    String type = request.getContentType();
    if (type != null && !RequestBody.isType(type, MediaType.APPLICATION_JSON)) {
      throw ProblemException.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "UnsupportedMediaType",
          "A campaign is made with Content-Type: application/json. Make it without an audience, and"
              + " send CSV or NDJSON to /api/campaigns/{id}/jobs.");
    }
  }
}
