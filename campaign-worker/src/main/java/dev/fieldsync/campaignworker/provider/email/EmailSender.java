package dev.fieldsync.campaignworker.provider.email;

import dev.fieldsync.campaignworker.provider.ProviderResult;
import java.util.concurrent.CompletableFuture;

/** Sends mails. Thread-safe; never blocks. */
public interface EmailSender {

  /**
   * Hands a mail to the provider. Not to be called inside a database transaction.
   *
   * @return how it ended; never fails. After {@code Transient} the mail may be on its way: a repeat
   *     carries the same key, and is one mail only with a provider that looks at it.
   */
  CompletableFuture<ProviderResult<SentEmail>> send(Email email);
}
