package dev.fieldsync.gateway.live;

import dev.fieldsync.shared.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads a bounded part of the logs again, for one who comes back later than the ring reaches. A few
 * at a time. Thread-safe.
 */
@Component
class Replay {

  private static final Logger log = LoggerFactory.getLogger(Replay.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final ConsumerFactory<String, byte[]> consumers;
  private final Topics topics;
  private final LiveProperties properties;

  /** One token for each that may read at a time; also the name of its connection. */
  private final BlockingQueue<String> turns =
      new ArrayBlockingQueue<>(
          4, true, List.of("-replay-1", "-replay-2", "-replay-3", "-replay-4"));

  Replay(ConsumerFactory<String, byte[]> consumers, Topics topics, LiveProperties properties) {
    this.consumers = consumers;
    this.topics = topics;
    this.properties = properties;
  }

  /**
   * Reads what lies between two positions.
   *
   * @param to where the ring begins
   * @param wanted what to return
   * @return empty when that is too much, or not in the logs any more, or never was
   * @throws org.apache.kafka.common.KafkaException when the brokers do not answer
   */
  Optional<PlacedEvents> read(LogPosition from, LogPosition to, Predicate<LifeEvent> wanted)
      throws InterruptedException {
    List<Integer> lanes =
        IntStream.range(0, to.lanes())
            .filter(lane -> from.offset(lane) < to.offset(lane))
            .boxed()
            .toList();
    // Campaigns have a bound of their own, so that many of them do not cut off what updates did.
    if (records(lanes, from, to, false) > properties.maxReplay()
        || records(lanes, from, to, true) > properties.maxReplay()) {
      return Optional.empty();
    }
    String turn = turns.take();
    try (Logs logs = Logs.open(consumers, topics, turn)) {
      LogPosition oldest = logs.beginnings();
      if (lanes.stream().anyMatch(lane -> from.offset(lane) < oldest.offset(lane))
          || !logs.ends().max(to).covers(from)) {
        return Optional.empty();
      }
      logs.follow(lanes, from);
      return read(logs, new ArrayList<>(lanes), to, wanted)
          .map(read -> PlacedEvents.of(CampaignLife.latestOnly(InOrder.of(read)), from))
          .map(placed -> onlyWanted(placed, wanted))
          .map(placed -> new PlacedEvents(placed.events(), placed.end().max(to)));
    } catch (InvalidOffsetException e) {
      log.atInfo().setCause(e).log("What a watcher has missed left the logs while it was read");
      return Optional.empty();
    } finally {
      turns.add(turn);
    }
  }

  private static long records(
      List<Integer> lanes, LogPosition from, LogPosition to, boolean ofCampaigns) {
    return lanes.stream()
        .filter(lane -> to.isOfCampaigns(lane) == ofCampaigns)
        .mapToLong(lane -> to.offset(lane) - from.offset(lane))
        .sum();
  }

  private Optional<List<ReadRecord>> read(
      Logs logs, List<Integer> unfinished, LogPosition to, Predicate<LifeEvent> wanted) {
    List<ReadRecord> read = new ArrayList<>();
    long bytes = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!unfinished.isEmpty()) {
      for (ReadRecord record : logs.poll(POLL)) {
        if (record.offset() < to.offset(record.lane())) {
          ReadRecord reduced = record.reducedTo(wanted);
          read.add(reduced);
          bytes += reduced.events().stream().mapToLong(event -> event.json().length).sum();
        }
      }
      unfinished.removeIf(lane -> logs.hasReached(lane, to.offset(lane)));
      if (System.nanoTime() > deadline || bytes > properties.ringSize().toBytes()) {
        return Optional.empty();
      }
    }
    return Optional.of(read);
  }

  private static PlacedEvents onlyWanted(PlacedEvents all, Predicate<LifeEvent> wanted) {
    return new PlacedEvents(
        all.events().stream().filter(each -> wanted.test(each.event())).toList(), all.end());
  }
}
