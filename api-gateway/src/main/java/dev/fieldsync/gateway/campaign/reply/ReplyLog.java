package dev.fieldsync.gateway.campaign.reply;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.campaign.CampaignReply;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.kafka.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Puts replies into {@code campaign-replies}. Thread-safe. */
@Component
class ReplyLog {

  private static final Logger log = LoggerFactory.getLogger(ReplyLog.class);

  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;

  ReplyLog(KafkaTemplate<String, byte[]> kafka, Topics topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /**
   * Publishes a reply.
   *
   * @param replyId its name as its sender knows it
   * @param request what brought it, whose trace goes on
   * @return the answer to its sender when the brokers have it; fails with 503 when they do not
   */
  CompletableFuture<ResponseEntity<Map<String, Object>>> publish(
      CampaignReply reply, String replyId, HttpServletRequest request) {
    return send(reply, Trace.continued(request.getHeader(Trace.HEADER)))
        .handle(
            (sent, error) -> {
              if (error != null) {
                throw notPublished(reply, error);
              }
              return ResponseEntity.accepted()
                  .body(Map.of("replyId", replyId, "status", "accepted"));
            });
  }

  private CompletableFuture<?> send(CampaignReply reply, Trace trace) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topics.campaignReplies(), reply.campaignId().toString(), RecordFormat.write(reply));
    trace.into(record.headers());
    try {
      return kafka.send(record);
    } catch (KafkaException e) {
      // Thrown when no broker is known or the buffer is full.
      return CompletableFuture.failedFuture(e);
    }
  }

  private static ProblemException notPublished(CampaignReply reply, Throwable error) {
    log.atError()
        .setCause(error)
        .addKeyValue("campaignId", reply.campaignId())
        .addKeyValue("replyId", reply.replyId())
        .log("Kafka did not take a reply; its sender was told to send it again");
    return ProblemException.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "QueueUnavailable",
        "The reply could not be made durable in time. Send it again with the same replyId; it is"
            + " taken once.");
  }
}
