package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.processing.ProcessingCooldown;
import dev.fieldsync.updateworker.UpdateWorkerApplication;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.KafkaTemplate;

/** A worker that dies as by SIGKILL when it is about to publish what it has committed. */
public final class HaltingWorker {

  static final int KILLED = 137;

  private HaltingWorker() {}

  public static void main(String[] args) {
    UpdateWorkerApplication.builder().sources(Halt.class).run(args);
  }

  static class Halt {

    @Bean
    @Primary
    TemplateEventPublisher haltingPublisher(
        KafkaTemplate<String, byte[]> kafka, Topics topics, ProcessingCooldown cooldown) {
      return new TemplateEventPublisher(kafka, topics, cooldown) {
        @Override
        void publish(List<Decided> decided, AttemptsTold told) {
          Runtime.getRuntime().halt(KILLED);
        }
      };
    }
  }
}
