package dev.fieldsync.fieldprocessor;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts one field-processor; any number of them share the work. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class FieldProcessorApplication {

  /** Starts a processor from the command line. */
  public static void main(String[] args) {
    builder().run(args);
  }

  /** Returns the application, unstarted; its settings are in {@code field-processor.yml}. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(FieldProcessorApplication.class)
        .properties("spring.config.name=field-processor");
  }
}
