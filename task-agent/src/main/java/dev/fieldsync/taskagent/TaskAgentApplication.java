package dev.fieldsync.taskagent;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the agent of one device. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TaskAgentApplication {

  /** Starts an agent from the command line. */
  public static void main(String[] args) {
    builder().run(args);
  }

  /** Returns the application, unstarted; its settings are in {@code task-agent.yml}. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(TaskAgentApplication.class)
        .properties("spring.config.name=task-agent");
  }
}
