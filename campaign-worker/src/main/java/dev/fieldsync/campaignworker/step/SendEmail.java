package dev.fieldsync.campaignworker.step;

import dev.fieldsync.campaigns.mail.InvalidMailTextException;
import dev.fieldsync.campaigns.mail.MailText;
import dev.fieldsync.campaigns.mail.ReplyAddress;
import dev.fieldsync.campaigns.workflow.StepKind;
import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.email.Email;
import dev.fieldsync.campaignworker.provider.email.EmailSender;
import dev.fieldsync.campaignworker.provider.email.SentEmail;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes to the job's address: the subject and body of the step's parameters, or else of the
 * campaign, filled in with what is known of the person.
 */
final class SendEmail implements StepWork {

  private final EmailSender sender;
  private final @Nullable String replyDomain;
  private final Lane lane;

  /**
   * Creates the step.
   *
   * @param replyDomain where replies are taken for us, each job's at its own address; {@code null}
   *     when they go to the sender
   */
  SendEmail(EmailSender sender, @Nullable String replyDomain, Lane lane) {
    this.sender = sender;
    this.replyDomain = replyDomain;
    this.lane = lane;
  }

  @Override
  public StepKind kind() {
    return StepKind.SEND_EMAIL;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public CompletableFuture<ProviderResult<Done>> run(Claim claim) {
    Email email;
    try {
      email =
          new Email(
              Keys.of(claim),
              claim.address(),
              replyTo(claim),
              text(claim, "subject").renderSubject(claim.address(), claim.attributes()),
              text(claim, "body").render(claim.address(), claim.attributes()));
    } catch (InvalidMailTextException e) {
      return CompletableFuture.completedFuture(
          new ProviderResult.Permanent<>(String.valueOf(e.getMessage())));
    }
    if (email.subject().isBlank() || email.body().isBlank()) {
      return CompletableFuture.completedFuture(
          new ProviderResult.Permanent<>("The mail has no subject or no body"));
    }
    return sender.send(email).thenApply(result -> result.map(SendEmail::done));
  }

  private @Nullable String replyTo(Claim claim) {
    return replyDomain == null
        ? null
        : new ReplyAddress(claim.plan().id(), claim.jobId()).at(replyDomain);
  }

  private static Done done(SentEmail sent) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    return new Done("sent", result.put("messageId", sent.messageId()));
  }

  private static MailText text(Claim claim, String name) {
    JsonNode own = claim.step().parameters().path(name);
    String text = (own.isString() ? own : claim.plan().content().path(name)).asString("");
    return MailText.of(text);
  }
}
