package dev.fieldsync.campaignworker.provider.salesforce;

import java.util.concurrent.CompletionStage;

/** Takes pages, one after the other. */
public interface PageConsumer {

  /**
   * Takes a page. Runs on a thread of the client, so what takes long belongs on another.
   *
   * @return done when the next page may be asked for; a failure ends the query with it
   */
  CompletionStage<?> take(RecordPage page);
}
