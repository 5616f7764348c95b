package dev.fieldsync.campaignworker.step;

import dev.fieldsync.campaigns.workflow.StepKind;
import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.shared.campaign.CampaignAction;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Hands the job over to whoever acts on it, through {@code campaign-actions}. Which action that is
 * follows from the sentiment: the step's parameter {@code actions} names one for {@code positive},
 * {@code neutral}, {@code negative} and {@code none}, which is no reply.
 */
@Component
final class TakeAction implements StepWork {

  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;
  private final Clock clock;

  TakeAction(KafkaTemplate<String, byte[]> kafka, Topics topics, Clock clock) {
    this.kafka = kafka;
    this.topics = topics;
    this.clock = clock;
  }

  @Override
  public StepKind kind() {
    return StepKind.TAKE_ACTION;
  }

  @Override
  public Lane lane() {
    return Lane.LOCAL;
  }

  @Override
  public CompletableFuture<ProviderResult<Done>> run(Claim claim) {
    String sentiment = sentiment(claim);
    String action = action(claim, sentiment);
    CampaignAction told =
        new CampaignAction(
            CampaignAction.SCHEMA_VERSION,
            claim.idempotencyKey(),
            claim.plan().id(),
            claim.plan().organizationId(),
            claim.jobId(),
            claim.address(),
            claim.attributes(),
            sentiment,
            action,
            clock.instant());
    return kafka
        .send(
            new ProducerRecord<>(
                topics.campaignActions(), told.address(), RecordFormat.write(told)))
        .handle(
            (sent, error) ->
                error == null
                    ? new ProviderResult.Accepted<>(done(sentiment, action))
                    : new ProviderResult.Transient<>("Kafka did not take the action", null));
  }

  private static Done done(String sentiment, String action) {
    return new Done(
        "taken",
        JsonNodeFactory.instance.objectNode().put("sentiment", sentiment).put("action", action));
  }

  private static String sentiment(Claim claim) {
    JsonNode analysis = claim.latest(StepKind.ANALYZE);
    return analysis == null
        ? CampaignAction.NO_REPLY
        : analysis.path("outcome").asString(CampaignAction.NO_REPLY);
  }

  private static String action(Claim claim, String sentiment) {
    JsonNode named = claim.step().parameters().path("actions").path(sentiment);
    return named.asString(CampaignAction.STANDARD.getOrDefault(sentiment, "none"));
  }
}
