package dev.fieldsync.updateworker;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts one update-worker; any number of them share the work. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class UpdateWorkerApplication {

  /** Starts a worker from the command line. */
  public static void main(String[] args) {
    builder().run(args);
  }

  /** Returns the application, unstarted; its settings are in {@code update-worker.yml}. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(UpdateWorkerApplication.class)
        .properties("spring.config.name=update-worker");
  }
}
