package dev.fieldsync.campaignworker.reply;

import dev.fieldsync.campaignworker.job.Reply;
import dev.fieldsync.campaignworker.job.WakeJobs;
import dev.fieldsync.campaignworker.work.Signals;
import dev.fieldsync.shared.campaign.CampaignReply;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.startup.UnreadableRecords;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Reads {@code campaign-replies} and wakes the jobs that wait for them. */
@Component
class RepliesListener {

  private static final Logger log = LoggerFactory.getLogger(RepliesListener.class);

  private final WakeJobs wakeJobs;
  private final UnreadableRecords unreadable;
  private final Signals signals;
  private final MeterRegistry meters;

  RepliesListener(
      WakeJobs wakeJobs, UnreadableRecords unreadable, Signals signals, MeterRegistry meters) {
    this.wakeJobs = wakeJobs;
    this.unreadable = unreadable;
    this.signals = signals;
    this.meters = meters;
  }

  /**
   * Handles one poll. When it throws, because the database is away, the poll is delivered again; a
   * reply that was taken before changes nothing then.
   */
  @KafkaListener(
      id = "campaign-replies",
      topics = "#{@topics.campaignReplies()}",
      groupId = "#{@topics.campaignWorkerGroup()}",
      batch = "true")
  void onPoll(List<ConsumerRecord<String, byte[]>> records) {
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        CampaignReply reply =
            RecordFormat.read(record.value(), CampaignReply.SCHEMA_VERSION, CampaignReply.class);
        take(reply, checked(reply));
      } catch (UnreadableRecordException e) {
        unreadable.add(record, e);
      }
    }
  }

  private static Reply checked(CampaignReply reply) {
    if (reply.replyId().indexOf('\0') >= 0) {
      throw new UnreadableRecordException("its id cannot be stored as text");
    }
    String text = reply.content();
    try {
      return new Reply(
          reply.replyId(),
          reply.campaignId(),
          reply.jobId(),
          reply.address(),
          text.substring(0, Math.min(text.length(), Reply.MAX_CONTENT)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException(String.valueOf(e.getMessage()));
    }
  }

  private void take(CampaignReply received, Reply reply) {
    Reply.Fate fate = wakeJobs.wake(reply);
    String code = fate.name().toLowerCase(Locale.ROOT);
    meters.counter("fieldsync.campaign.replies", "fate", code).increment();
    log.atInfo()
        .addKeyValue("replyId", reply.id())
        .addKeyValue("campaignId", reply.campaignId())
        .addKeyValue("organizationId", received.organizationId())
        .addKeyValue("fate", code)
        .log("A reply was taken");
    if (fate == Reply.Fate.WOKE) {
      signals.jobsQueued();
    }
  }
}
