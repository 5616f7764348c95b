package dev.fieldsync.scenarios.bench.cache;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topic that a round talks through. */
final class Topic {

  private Topic() {}

  static void make(String bootstrapServers, String name) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty()))).all().get();
    } catch (ExecutionException e) {
      throw new ScenarioFailure("Kafka does not make the topic " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
  }
}
