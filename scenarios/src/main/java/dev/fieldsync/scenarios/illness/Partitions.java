package dev.fieldsync.scenarios.illness;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** Template ids by the partition that Kafka's default partitioner puts them into. */
final class Partitions {

  private Partitions() {}

  /** Returns so many ids that share a partition of a topic with so many partitions. */
  static List<String> sharedBy(int number, int partitions) {
    return Stream.generate(() -> idIn(0, partitions)).limit(number).toList();
  }

  /** Returns an id for each partition of a topic with so many. */
  static List<String> oneEach(int partitions) {
    return IntStream.range(0, partitions).mapToObj(each -> idIn(each, partitions)).toList();
  }

  private static String idIn(int partition, int partitions) {
    return Stream.generate(() -> UUID.randomUUID().toString())
        .filter(id -> partition(id, partitions) == partition)
        .findFirst()
        .orElseThrow();
  }

  private static int partition(String key, int partitions) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }
}
