package dev.fieldsync.shared.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that are missing. A topic that exists is left as it is: more partitions would
 * send a template's next update to another partition than its last one, while both are still
 * queued.
 */
public final class TopicSetup {

  /** The largest record, in bytes; twice the largest request body, for the envelope around it. */
  public static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

  /** Whatever fits into a topic fits into its dead letters, with the reason in its headers. */
  static final int MAX_DEAD_LETTER_BYTES = MAX_RECORD_BYTES + 128 * 1024;

  private static final String SHORT_RETENTION_MS = Long.toString(Duration.ofMinutes(10).toMillis());

  private TopicSetup() {}

  /**
   * Creates missing topics with the broker's default replication.
   *
   * @param adminConfig Kafka's admin client configuration, at least the bootstrap servers
   * @param partitions partitions of each new topic
   * @param timeoutSeconds how long to wait for the brokers
   * @throws KafkaUnavailableException when the brokers do not answer or refuse
   */
  public static void ensure(
      Map<String, Object> adminConfig, Topics topics, int partitions, int timeoutSeconds) {
    try (Admin admin = Admin.create(adminConfig)) {
      Set<String> existing = admin.listTopics().names().get(timeoutSeconds, TimeUnit.SECONDS);
      List<NewTopic> missing =
          topics.all().stream()
              .filter(name -> !existing.contains(name))
              .map(
                  name ->
                      name.equals(topics.cacheSync()) || name.equals(topics.serviceVitals())
                          ? shortLived(name)
                          : topic(name, partitions))
              .toList();
      create(admin, missing, timeoutSeconds);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaUnavailableException(
          "Kafka did not let us look up or create the topics " + topics.all(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException("Interrupted while creating topics", e);
    }
  }

  private static NewTopic topic(String name, int partitions) {
    int maxBytes =
        name.endsWith(Topics.DEAD_LETTER_SUFFIX) ? MAX_DEAD_LETTER_BYTES : MAX_RECORD_BYTES;
    return new NewTopic(name, Optional.of(partitions), Optional.empty())
        .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes)));
  }

  /** Of use for seconds only. */
  private static NewTopic shortLived(String name) {
    return new NewTopic(name, Optional.of(1), Optional.empty())
        .configs(
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG, SHORT_RETENTION_MS,
                TopicConfig.SEGMENT_MS_CONFIG, SHORT_RETENTION_MS));
  }

  private static void create(Admin admin, List<NewTopic> missing, int timeoutSeconds)
      throws ExecutionException, InterruptedException, TimeoutException {
    for (var created : admin.createTopics(missing).values().values()) {
      try {
        created.get(timeoutSeconds, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
        // Another instance that starts now was faster.
      }
    }
  }
}
