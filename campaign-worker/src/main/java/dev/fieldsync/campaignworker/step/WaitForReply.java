package dev.fieldsync.campaignworker.step;

import dev.fieldsync.campaigns.workflow.StepKind;
import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sees why a wait is over: there is a reply, or its time has come. */
@Component
final class WaitForReply implements StepWork {

  /** The member of the result that holds the reply's text. */
  static final String TEXT = "text";

  /** What is looked at; the whole reply stays where replies are. */
  private static final int MAX_TEXT = 10_000;

  @Override
  public StepKind kind() {
    return StepKind.WAIT_FOR_REPLY;
  }

  @Override
  public Lane lane() {
    return Lane.LOCAL;
  }

  @Override
  public CompletableFuture<ProviderResult<Done>> run(Claim claim) {
    String reply = claim.reply();
    Done done =
        reply == null
            ? new Done("timeout", null)
            : new Done(
                "reply",
                JsonNodeFactory.instance
                    .objectNode()
                    .put(TEXT, reply.substring(0, Math.min(reply.length(), MAX_TEXT))));
    return CompletableFuture.completedFuture(new ProviderResult.Accepted<>(done));
  }
}
