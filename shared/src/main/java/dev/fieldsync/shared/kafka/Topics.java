package dev.fieldsync.shared.kafka;

import java.util.List;

/**
 * The names of the topics and consumer groups.
 *
 * @param prefix put before every name, so that several systems can share one cluster; empty by
 *     default
 */
public record Topics(String prefix) {

  /** The suffix of the dead-letter topic that stands beside a topic. */
  public static final String DEAD_LETTER_SUFFIX = ".dlt";

  /** Update requests, keyed by template id: the partition serializes all updates of a template. */
  public String templateUpdates() {
    return prefix + "template-updates";
  }

  /** Update requests that cannot be read or can never succeed. */
  public String templateUpdatesDeadLetters() {
    return templateUpdates() + DEAD_LETTER_SUFFIX;
  }

  /** What became of each update, keyed by template id; every gateway reads all of it. */
  public String templateEvents() {
    return prefix + "template-events";
  }

  /**
   * Templates whose field definitions are to be processed, each not before a time, keyed by
   * template id.
   */
  public String fieldProcessing() {
    return prefix + "field-processing-delayed";
  }

  /** Records of {@link #fieldProcessing} that cannot be read. */
  public String fieldProcessingDeadLetters() {
    return fieldProcessing() + DEAD_LETTER_SUFFIX;
  }

  /** How campaigns go on, keyed by campaign id; every gateway reads all of it. */
  public String campaignEvents() {
    return prefix + "campaign-events";
  }

  /** What is to be done about customers, keyed by their address; for whoever acts on it. */
  public String campaignActions() {
    return prefix + "campaign-actions";
  }

  /** Replies to what campaigns have sent, keyed by campaign id. */
  public String campaignReplies() {
    return prefix + "campaign-replies";
  }

  /** Records of {@link #campaignReplies} that cannot be read. */
  public String campaignRepliesDeadLetters() {
    return campaignReplies() + DEAD_LETTER_SUFFIX;
  }

  /** Operations on tasks, keyed by task id: the partition serializes all of one task. */
  public String taskOperations() {
    return prefix + "task-operations";
  }

  /** Records of {@link #taskOperations} that cannot be read or can never be decided. */
  public String taskOperationsDeadLetters() {
    return taskOperations() + DEAD_LETTER_SUFFIX;
  }

  /**
   * What the cache synchronizers of the gateways say to each other; every gateway reads all of it.
   * One partition, kept for minutes.
   */
  public String cacheSync() {
    return prefix + "cache-sync";
  }

  /** How every process is, every few seconds. One partition, kept for minutes. */
  public String serviceVitals() {
    return prefix + "service-vitals";
  }

  /** The consumer group of the update-workers. */
  public String updateWorkerGroup() {
    return prefix + "update-worker";
  }

  /** The consumer group of the field-processors. */
  public String fieldProcessorGroup() {
    return prefix + "field-processor";
  }

  /** The consumer group of the campaign-workers. */
  public String campaignWorkerGroup() {
    return prefix + "campaign-worker";
  }

  /** The consumer group of the update-workers for tasks. */
  public String taskWorkerGroup() {
    return prefix + "task-worker";
  }

  /** The consumer group that copies the dead letters into the database. */
  public String deadLettersGroup() {
    return prefix + "dead-letters";
  }

  /** Returns every topic. */
  public List<String> all() {
    return List.of(
        templateUpdates(),
        templateUpdatesDeadLetters(),
        templateEvents(),
        fieldProcessing(),
        fieldProcessingDeadLetters(),
        campaignActions(),
        campaignEvents(),
        campaignReplies(),
        campaignRepliesDeadLetters(),
        taskOperations(),
        taskOperationsDeadLetters(),
        cacheSync(),
        serviceVitals());
  }
}
