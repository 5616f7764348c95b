package dev.fieldsync.doctor.symptom;

/**
 * A topic and the group that reads it.
 *
 * @param group its name
 * @param lag records that are not processed, at the end
 * @param lagGrowthPerSecond by how much that grew
 * @param arrivalsPerSecond records that came
 * @param largestPartition the partition with the most of the lag, -1 without any
 * @param largestPartitionShare its share of the lag, 0 to 1
 * @param members consumers of the group, at the end
 * @param rebalances how often its members or what they have changed while we looked
 */
public record QueueSymptoms(
    String group,
    long lag,
    double lagGrowthPerSecond,
    double arrivalsPerSecond,
    int largestPartition,
    double largestPartitionShare,
    int members,
    int rebalances) {}
