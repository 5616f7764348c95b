package dev.fieldsync.cachesync.transport.kafka;

import dev.fieldsync.cachesync.transport.SendQueue;
import dev.fieldsync.cachesync.transport.Transport;
import dev.fieldsync.cachesync.transport.TransportListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages through one Kafka topic, which has to exist; one partition and a retention of
 * minutes are enough. Nodes announce themselves there every two seconds and are gone after ten
 * silent ones. Thread-safe.
 *
 * <p>{@link #start} completes when this node has read what it wrote itself, however long the
 * brokers are away.
 */
public final class KafkaTransport implements Transport {

  private static final Logger log = LoggerFactory.getLogger(KafkaTransport.class);

  private static final long ANNOUNCE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final String topic;
  private final Supplier<? extends Producer<String, byte[]>> producers;
  private final Supplier<? extends Consumer<String, byte[]>> consumers;

  /** A producer may wait for brokers; nobody waits for it. */
  private final SendQueue queue = new SendQueue("cache-sync-kafka-sender");

  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private volatile @Nullable String self;
  private volatile @Nullable TopicTail tail;

  /** On the queue's thread. */
  private @Nullable Producer<String, byte[]> producer;

  /**
   * Uses clients of the application's making. What they make is closed with the transport.
   *
   * @param topic its name
   * @param producers of one producer
   * @param consumers of consumers without a group
   */
  public KafkaTransport(
      String topic,
      Supplier<? extends Producer<String, byte[]>> producers,
      Supplier<? extends Consumer<String, byte[]>> consumers) {
    this.topic = topic;
    this.producers = producers;
    this.consumers = consumers;
  }

  /**
   * Makes clients of its own.
   *
   * @param topic its name
   * @param settings {@code bootstrap.servers} and whatever security needs
   */
  public static KafkaTransport of(String topic, Map<String, Object> settings) {
    Map<String, Object> producing = new HashMap<>(settings);
    producing.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
    producing.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    Map<String, Object> consuming = new HashMap<>(settings);
    consuming.putIfAbsent(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new KafkaTransport(
        topic,
        () -> new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer()),
        () ->
            new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer()));
  }

  @Override
  public CompletableFuture<Void> start(String node, TransportListener listener) {
    self = node;
    TopicTail following = new TopicTail(topic, consumers, new Following(node, listener));
    tail = following;
    following.start();
    return started;
  }

  @Override
  public CompletableFuture<Void> send(@Nullable String to, byte[] message) {
    String from = self;
    return from == null
        ? CompletableFuture.failedFuture(new IllegalStateException("Not started"))
        : send(new TopicRecord(from, TopicRecord.Kind.MESSAGE, to, message));
  }

  private CompletableFuture<Void> send(TopicRecord message) {
    return queue.run(
        sent -> {
          var unused =
              producer()
                  .send(
                      message.in(topic),
                      (metadata, error) -> {
                        if (error == null) {
                          sent.complete(null);
                        } else {
                          sent.completeExceptionally(error);
                        }
                      });
        });
  }

  private Producer<String, byte[]> producer() {
    Producer<String, byte[]> using = producer;
    if (using == null) {
      using = producers.get();
      producer = using;
    }
    return using;
  }

  @Override
  public void close() {
    String node = self;
    if (node != null) {
      CompletableFuture<Void> unused = send(TopicRecord.of(node, TopicRecord.Kind.GONE));
      unused =
          queue.run(
              done -> {
                closeProducer();
                done.complete(null);
              });
    }
    TopicTail following = tail;
    if (following != null) {
      following.stop();
    }
    queue.close(CLOSE);
    started.completeExceptionally(new IllegalStateException("The transport was closed"));
  }

  private void closeProducer() {
    Producer<String, byte[]> using = producer;
    if (using != null) {
      using.close(CLOSE.dividedBy(2));
    }
  }

  /** What comes of the topic; on the tail's thread. */
  private final class Following implements TopicTail.Reader {

    private final String node;
    private final TransportListener listener;
    private final Presence presence;
    private Set<String> told = Set.of();
    private long announcedAt;

    Following(String node, TransportListener listener) {
      this.node = node;
      this.listener = listener;
      this.presence = new Presence(node);
    }

    @Override
    public void atEnd() {
      announce();
    }

    @Override
    public void read(ConsumerRecord<String, byte[]> read) {
      TopicRecord known = TopicRecord.read(read);
      if (known == null) {
        return;
      }
      if (known.kind() == TopicRecord.Kind.GONE) {
        if (!known.from().equals(node)) {
          presence.leave(known.from());
        }
      } else if (presence.hear(known.from(), System.nanoTime()) && !known.from().equals(node)) {
        // It may not know us either.
        announce();
      }
      tellMembers();
      if (known.kind() == TopicRecord.Kind.MESSAGE
          && !known.from().equals(node)
          && (known.to() == null || known.to().equals(node))) {
        listener.received(known.message());
      }
    }

    @Override
    public void turned() {
      if (System.nanoTime() - announcedAt > ANNOUNCE_NANOS) {
        announce();
      }
      tellMembers();
    }

    @Override
    public void lost() {
      presence.leave(node);
      tellMembers();
    }

    private void announce() {
      announcedAt = System.nanoTime();
      var unused =
          send(TopicRecord.of(node, TopicRecord.Kind.PRESENT))
              .whenComplete(
                  (sent, error) -> {
                    if (error != null) {
                      log.atDebug()
                          .setCause(error)
                          .log("Kafka did not take an announcement; the next one follows");
                    }
                  });
    }

    private void tellMembers() {
      Set<String> members = presence.members(System.nanoTime());
      if (!members.equals(told)) {
        told = members;
        listener.members(members);
      }
      if (!members.isEmpty()) {
        started.complete(null);
      }
    }
  }
}
