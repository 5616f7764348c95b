package dev.fieldsync.scenarios.illness;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** Template ids that Kafka puts into one partition, by the hash of its default partitioner. */
final class SharedPartition {

  private SharedPartition() {}

  /** Returns so many ids that share a partition of a topic with so many partitions. */
  static List<String> ids(int number, int partitions) {
    return Stream.generate(() -> UUID.randomUUID().toString())
        .filter(id -> partition(id, partitions) == 0)
        .limit(number)
        .toList();
  }

  private static int partition(String key, int partitions) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }
}
