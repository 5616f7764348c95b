package dev.fieldsync.campaignworker.watch;

import dev.fieldsync.campaigns.progress.CampaignProgress;
import dev.fieldsync.shared.campaign.CampaignEvent;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Tells through {@code campaign-events} how campaigns go on, when they do. For one thread. */
@Component
class ProgressPublisher {

  private static final int MAX_REMEMBERED = 1_000;
  private static final int MAX_AT_ONCE = 500;

  private final CampaignProgress progress;
  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;

  /** Whom people have to hear of. */
  private final Set<UUID> untold = new HashSet<>();

  /** What Kafka was given last. */
  private final Map<UUID, CompletableFuture<?>> sent = new HashMap<>();

  private final Map<UUID, List<Object>> told =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, List<Object>> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  ProgressPublisher(CampaignProgress progress, KafkaTemplate<String, byte[]> kafka, Topics topics) {
    this.progress = progress;
    this.kafka = kafka;
    this.topics = topics;
  }

  /** Tells of these campaigns what is new; what cannot be told is told with the next ones. */
  void tell(Collection<UUID> campaignIds) {
    untold.addAll(campaignIds);
    tellAgain();
    List<UUID> now = untold.stream().limit(MAX_AT_ONCE).toList();
    progress
        .of(now)
        .forEach(
            (id, event) -> {
              List<Object> news =
                  List.of(event.status(), event.jobs(), event.counts(), event.passed());
              if (!news.equals(told.get(id))) {
                // Waits for nothing: of two records the later one says everything.
                sent.put(id, kafka.send(record(event)));
                told.put(id, news);
              }
            });
    now.forEach(untold::remove);
  }

  private void tellAgain() {
    sent.forEach(
        (id, last) -> {
          if (last.isCompletedExceptionally()) {
            told.remove(id);
            untold.add(id);
          }
        });
    sent.values().removeIf(CompletableFuture::isDone);
  }

  private ProducerRecord<String, byte[]> record(CampaignEvent event) {
    return new ProducerRecord<>(
        topics.campaignEvents(), event.campaignId().toString(), RecordFormat.write(event));
  }
}
