package dev.fieldsync.gateway.campaign.reply;

import dev.fieldsync.campaigns.mail.ReplyAddress;
import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.shared.campaign.CampaignReply;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes replies from SendGrid's Inbound Parse. Anybody can write a mail to the domain that it
 * watches, so a mail that answers nobody, or says nothing, is no mistake of who posts it: it is
 * passed over with 200, since SendGrid posts for three days what is answered otherwise.
 */
@RestController
class InboundParseController {

  private static final Logger log = LoggerFactory.getLogger(InboundParseController.class);

  private final InboundForm forms;
  private final RepliedJobs jobs;
  private final ReplyLog replies;
  private final Clock clock;

  InboundParseController(InboundForm forms, RepliedJobs jobs, ReplyLog replies, Clock clock) {
    this.forms = forms;
    this.jobs = jobs;
    this.replies = replies;
    this.clock = clock;
  }

  @PostMapping("/api/webhooks/replies/sendgrid")
  CompletableFuture<ResponseEntity<Map<String, Object>>> mail(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) throws IOException {
    caller.requireWriter();
    InboundMail mail = InboundMail.of(forms.fields(request, InboundMail.FIELDS));
    Optional<ReplyAddress> answers = mail.answers();
    if (mail.automatic().isPresent()) {
      return passedOver(mail, "A program wrote it (%s)".formatted(mail.automatic().get()));
    }
    if (mail.text().isEmpty()) {
      return passedOver(mail, "It has no text");
    }
    if (answers.isEmpty()) {
      return passedOver(mail, "No recipient is the reply address of a job");
    }
    ReplyAddress job = answers.get();
    if (!jobs.has(job.campaignId(), job.jobId(), caller.organizationId())) {
      return passedOver(mail, "The organization has no such job");
    }
    CampaignReply reply =
        new CampaignReply(
            CampaignReply.SCHEMA_VERSION,
            job.campaignId() + "/" + mail.id(),
            job.campaignId(),
            caller.organizationId(),
            job.jobId(),
            null,
            mail.text(),
            clock.instant());
    return replies.publish(reply, mail.id(), request);
  }

  private static CompletableFuture<ResponseEntity<Map<String, Object>>> passedOver(
      InboundMail mail, String reason) {
    log.atInfo()
        .addKeyValue("replyId", mail.id())
        .addKeyValue("reason", reason)
        .log("A mail answers no campaign and is passed over");
    return CompletableFuture.completedFuture(
        ResponseEntity.ok(
            Map.of("replyId", mail.id(), "status", "ignored", "reason", reason + ".")));
  }
}
