package dev.fieldsync.gateway.live;

import dev.fieldsync.gateway.events.AcknowledgementListener;
import dev.fieldsync.gateway.node.GatewayNode;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.update.AcknowledgedUpdates;
import dev.fieldsync.shared.update.AcknowledgedUpdates.Acknowledgement;
import dev.fieldsync.shared.update.TemplateEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells those who watch, on whichever gateway, that senders have their answers: in batches, best
 * effort, on a thread of its own, and nothing while nothing happens. Thread-safe.
 */
@Component
class AcknowledgementPublisher implements AcknowledgementListener, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(AcknowledgementPublisher.class);
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_BATCH = 1_000;
  private static final long GATHER_MS = 150;

  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;
  private final GatewayNode node;
  private final BlockingQueue<Acknowledgement> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor sender;

  AcknowledgementPublisher(KafkaTemplate<String, byte[]> kafka, Topics topics, GatewayNode node) {
    this.kafka = kafka;
    this.topics = topics;
    this.node = node;
    this.sender =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "acknowledgements");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What does not fit any more is left out. */
  @Override
  public void onAcknowledged(TemplateEvent event, Instant at) {
    if (waiting.offer(Acknowledgement.of(event, at)) && scheduled.compareAndSet(false, true)) {
      schedule();
    }
  }

  private void schedule() {
    try {
      Future<?> unused = sender.schedule(this::publish, GATHER_MS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.atDebug().setCause(e).log("Acknowledgements of the last moment are not told");
    }
  }

  private void publish() {
    List<Acknowledgement> batch = new ArrayList<>();
    waiting.drainTo(batch, MAX_BATCH);
    try {
      byPartition(batch).forEach(this::send);
    } catch (KafkaException e) {
      log.atDebug()
          .setCause(e)
          .addKeyValue("updates", batch.size())
          .log("Kafka does not take acknowledgements; they are not told");
    } finally {
      scheduled.set(false);
      if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
        schedule();
      }
    }
  }

  private void send(int partition, List<Acknowledgement> updates) {
    byte[] value = RecordFormat.write(AcknowledgedUpdates.of(node.name(), updates));
    Future<?> unused =
        kafka.send(new ProducerRecord<>(topics.templateEvents(), partition, null, value));
  }

  /** Behind the outcomes that they acknowledge, which the template's id puts into a partition. */
  private Map<Integer, List<Acknowledgement>> byPartition(List<Acknowledgement> batch) {
    int partitions = kafka.partitionsFor(topics.templateEvents()).size();
    Map<Integer, List<Acknowledgement>> grouped = new TreeMap<>();
    for (Acknowledgement each : batch) {
      byte[] key = each.templateId().toString().getBytes(StandardCharsets.UTF_8);
      int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
      grouped.computeIfAbsent(partition, absent -> new ArrayList<>()).add(each);
    }
    return grouped;
  }

  /** What still waits is left out. */
  @Override
  public void destroy() {
    sender.shutdownNow();
  }
}
