package dev.fieldsync.gateway.cache;

import dev.fieldsync.gateway.cache.CacheMessage.Kind;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Says things to the other gateways, and keeps who they are. Nothing here is worth a second try:
 * what is lost is said again a little later. Thread-safe.
 */
@Component
class CacheTopic {

  private static final Logger log = LoggerFactory.getLogger(CacheTopic.class);

  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;
  private final NodeProperties self;
  private final Nodes nodes = new Nodes();
  private final CopyOnWriteArrayList<Consumer<CacheMessage>> probed = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Consumer<CacheMessage>> answered =
      new CopyOnWriteArrayList<>();

  CacheTopic(KafkaTemplate<String, byte[]> kafka, Topics topics, NodeProperties self) {
    this.kafka = kafka;
    this.topics = topics;
    this.self = self;
  }

  /** Has somebody told of every probe, on the thread that follows the topic. */
  void onProbe(Consumer<CacheMessage> listener) {
    probed.add(listener);
  }

  /** Has somebody told of every answer, on the thread that follows the topic. */
  void onAnswer(Consumer<CacheMessage> listener) {
    answered.add(listener);
  }

  /** Returns the other gateways that were heard of lately. */
  Set<String> others() {
    return nodes.known(System.nanoTime());
  }

  /** Says that this gateway is there. */
  void announce() {
    send(CacheMessage.of(Kind.PRESENT, self.node()));
  }

  /** Says that this gateway stops. */
  void leave() {
    send(CacheMessage.of(Kind.GONE, self.node()));
  }

  /** Sends without waiting for the brokers, at most for as long as their addresses are unknown. */
  void send(CacheMessage message) {
    try {
      CompletableFuture<?> unused =
          kafka
              .send(new ProducerRecord<>(topics.cacheProbes(), RecordFormat.write(message)))
              .whenComplete(
                  (sent, error) -> {
                    if (error != null) {
                      notSent(message, error);
                    }
                  });
    } catch (KafkaException e) {
      notSent(message, e);
    }
  }

  /** Takes what was said by any gateway, this one too. */
  void receive(CacheMessage message) {
    boolean own = message.node().equals(self.node());
    if (message.kind() == Kind.GONE) {
      nodes.leave(message.node());
    } else if (!own && nodes.hear(message.node(), System.nanoTime())) {
      // It may not know us either.
      announce();
    }
    if (message.kind() == Kind.PROBE && !own) {
      probed.forEach(listener -> listener.accept(message));
    } else if (message.kind() == Kind.ANSWER) {
      answered.forEach(listener -> listener.accept(message));
    }
  }

  private static void notSent(CacheMessage message, Throwable error) {
    log.atDebug()
        .setCause(error)
        .addKeyValue("kind", message.kind())
        .log("Kafka did not take a message to the other gateways; the next one will tell them");
  }
}
