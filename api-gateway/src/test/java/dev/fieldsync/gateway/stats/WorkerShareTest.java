package dev.fieldsync.gateway.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.stats.ConsumerLag.Pending;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WorkerShareTest {

  private static final String TOPIC = "template-updates";
  private static final List<Pending> PENDING =
      List.of(new Pending(0, 5), new Pending(1, 7), new Pending(2, 0), new Pending(3, 11));

  private static MemberDescription member(String name, Integer... partitions) {
    Set<TopicPartition> assigned =
        IntStream.range(0, partitions.length)
            .mapToObj(i -> new TopicPartition(TOPIC, partitions[i]))
            .collect(Collectors.toSet());
    return new MemberDescription(
        name + "-id",
        Optional.empty(),
        Optional.empty(),
        name,
        "/10.0.0.7",
        new MemberAssignment(assigned),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aConsumerHasWhatIsPendingInItsPartitions() {
    assertThat(
            WorkerShare.of(
                TOPIC, List.of(member("worker-1", 2), member("worker-0", 3, 0)), PENDING))
        .containsExactly(
            new WorkerShare("worker-0", "10.0.0.7", List.of(0, 3), 16),
            new WorkerShare("worker-1", "10.0.0.7", List.of(2), 0));
  }

  @Test
  void oneThatWaitsForPartitionsHasNothing() {
    assertThat(WorkerShare.of(TOPIC, List.of(member("worker-0")), PENDING))
        .containsExactly(new WorkerShare("worker-0", "10.0.0.7", List.of(), 0));
  }

  @Test
  void partitionsOfAnotherTopicAreNotThisQueue() {
    assertThat(WorkerShare.of("field-processing", List.of(member("worker-0", 0)), PENDING))
        .extracting(WorkerShare::partitions)
        .containsExactly(List.of());
  }

  @Test
  void theListHasAnEnd() {
    List<MemberDescription> many =
        IntStream.range(0, 500).mapToObj(i -> member("worker-" + i)).toList();

    assertThat(WorkerShare.of(TOPIC, many, PENDING)).hasSize(100);
  }
}
