package dev.fieldsync.campaignworker.step;

import dev.fieldsync.campaigns.workflow.StepKind;
import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.sentiment.Sentiment;
import dev.fieldsync.campaignworker.provider.sentiment.SentimentAnalyzer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Says what the last reply means; without one, nothing, which is neutral. */
final class Analyze implements StepWork {

  private final SentimentAnalyzer analyzer;
  private final Lane lane;

  Analyze(SentimentAnalyzer analyzer, Lane lane) {
    this.analyzer = analyzer;
    this.lane = lane;
  }

  @Override
  public StepKind kind() {
    return StepKind.ANALYZE;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public CompletableFuture<ProviderResult<Done>> run(Claim claim) {
    JsonNode wait = claim.latest(StepKind.WAIT_FOR_REPLY);
    String text = wait == null ? "" : wait.path("result").path(WaitForReply.TEXT).asString("");
    return text.isBlank()
        ? CompletableFuture.completedFuture(
            new ProviderResult.Accepted<>(done(new Sentiment(Sentiment.Label.NEUTRAL, 0))))
        : analyzer.analyze(Keys.of(claim), text).thenApply(result -> result.map(Analyze::done));
  }

  private static Done done(Sentiment sentiment) {
    return new Done(
        sentiment.label().name().toLowerCase(Locale.ROOT),
        JsonNodeFactory.instance.objectNode().put("score", sentiment.score()));
  }
}
