package dev.fieldsync.gateway.stats;

import dev.fieldsync.gateway.stats.ConsumerLag.Pending;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * What one consumer of a queue has before it.
 *
 * @param name the consumer, as its worker calls it; workers on different hosts use the same names
 * @param host where it runs
 * @param partitions those it was given, in order; none while it waits for some
 * @param pending requests of these that are not finished
 */
record WorkerShare(String name, String host, List<Integer> partitions, long pending) {

  /** More are not listed; a queue has no more working consumers than partitions. */
  private static final int MAX_LISTED = 100;

  static List<WorkerShare> of(
      String topic, Collection<MemberDescription> members, List<Pending> pending) {
    return members.stream()
        .map(member -> of(topic, member, pending))
        .sorted(Comparator.comparing(WorkerShare::name).thenComparing(WorkerShare::host))
        .limit(MAX_LISTED)
        .toList();
  }

  private static WorkerShare of(String topic, MemberDescription member, List<Pending> pending) {
    List<Integer> partitions =
        member.assignment().topicPartitions().stream()
            .filter(partition -> partition.topic().equals(topic))
            .map(TopicPartition::partition)
            .sorted()
            .toList();
    long sum =
        pending.stream()
            .filter(each -> partitions.contains(each.partition()))
            .mapToLong(Pending::pending)
            .sum();
    return new WorkerShare(member.clientId(), member.host().replace("/", ""), partitions, sum);
  }
}
