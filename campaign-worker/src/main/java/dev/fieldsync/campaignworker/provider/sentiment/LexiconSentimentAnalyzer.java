package dev.fieldsync.campaignworker.provider.sentiment;

import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.StepKey;
import java.util.concurrent.CompletableFuture;

/**
 * Analyzes English replies in this process, at once and offline: the words of the VADER lexicon
 * (MIT licence, from the artifact {@code vader-sentiment-analyzer}) and phrases that replies to
 * campaigns use, added up by VADER's rules. Other languages come out neutral. Thread-safe.
 *
 * <p>Chosen over Stanford CoreNLP (GPL, models of 450 MB), OpenNLP (no sentiment model to be had),
 * and sentence embeddings on ONNX (100 MB of native libraries, and somebody has to label thousands
 * of replies): it is small, its verdicts can be explained, and they are changed by editing a list.
 */
public final class LexiconSentimentAnalyzer implements SentimentAnalyzer {

  /** Less than this is neither yes nor no: one weak word. */
  private static final double NEUTRAL_BELOW = 0.2;

  private final Polarity polarity = new Polarity(Lexicon.load());

  @Override
  public CompletableFuture<ProviderResult<Sentiment>> analyze(StepKey key, String reply) {
    return CompletableFuture.completedFuture(new ProviderResult.Accepted<>(analyze(reply)));
  }

  Sentiment analyze(String reply) {
    double score = polarity.of(ReplyText.own(reply));
    if (Math.abs(score) < NEUTRAL_BELOW) {
      return new Sentiment(Sentiment.Label.NEUTRAL, score);
    }
    return new Sentiment(score > 0 ? Sentiment.Label.POSITIVE : Sentiment.Label.NEGATIVE, score);
  }
}
