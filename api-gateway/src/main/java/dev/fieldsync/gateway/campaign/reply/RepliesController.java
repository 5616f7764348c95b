package dev.fieldsync.gateway.campaign.reply;

import dev.fieldsync.campaigns.audience.EmailAddress;
import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.campaign.CampaignTable;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.campaign.CampaignReply;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes replies to what campaigns have sent; answers when the brokers have them. */
@RestController
class RepliesController {

  private final CampaignTable campaigns;
  private final RepliedJobs jobs;
  private final ReplyLog replies;
  private final Clock clock;

  RepliesController(CampaignTable campaigns, RepliedJobs jobs, ReplyLog replies, Clock clock) {
    this.campaigns = campaigns;
    this.jobs = jobs;
    this.replies = replies;
    this.clock = clock;
  }

  @PostMapping("/api/webhooks/replies")
  CompletableFuture<ResponseEntity<Map<String, Object>>> reply(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) throws IOException {
    caller.requireWriter();
    ReplyReader.Received received = ReplyReader.read(request);
    UUID campaignId = campaigns.own(received.campaignId(), caller);
    String address = received.from() == null ? null : address(received.from());
    requireJob(campaignId, received.jobId(), address);
    CampaignReply reply =
        new CampaignReply(
            CampaignReply.SCHEMA_VERSION,
            // Whoever knows a message's id must not be able to take it for another campaign.
            campaignId + "/" + received.replyId(),
            campaignId,
            caller.organizationId(),
            received.jobId(),
            address,
            received.text(),
            clock.instant());
    return replies.publish(reply, received.replyId(), request);
  }

  private static String address(String from) {
    try {
      return EmailAddress.of(from).normalized();
    } catch (IllegalArgumentException e) {
      ProblemException problem =
          ProblemException.invalid(
              "/from",
              String.valueOf(e.getMessage()),
              "from must be the address that replied, without a name: ann@example.com.");
      problem.initCause(e);
      throw problem;
    }
  }

  private void requireJob(UUID campaignId, @Nullable Long jobId, @Nullable String address) {
    boolean known =
        jobId != null
            ? jobs.has(campaignId, jobId)
            : address != null && jobs.has(campaignId, address);
    if (!known) {
      throw ProblemException.of(
          HttpStatus.NOT_FOUND,
          "JobNotFound",
          jobId != null
              ? "The campaign has no job " + jobId + "."
              : "The campaign has nobody of this address. Send the jobId if the reply came from"
                  + " another address than was written to.");
    }
  }
}
