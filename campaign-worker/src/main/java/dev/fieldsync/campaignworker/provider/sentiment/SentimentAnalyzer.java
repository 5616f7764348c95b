package dev.fieldsync.campaignworker.provider.sentiment;

import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.StepKey;
import java.util.concurrent.CompletableFuture;

/**
 * Says what a reply means. Thread-safe; never waits for anything outside on the caller's thread.
 */
public interface SentimentAnalyzer {

  /**
   * Analyzes a reply. Not to be called inside a database transaction.
   *
   * @param key the step that asks
   * @param reply the mail's text, with whatever it quotes
   * @return how it ended; never fails
   */
  CompletableFuture<ProviderResult<Sentiment>> analyze(StepKey key, String reply);
}
