package dev.fieldsync.scenarios.bench.plain;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the peers, both in one process. */
@SpringBootApplication
public class PlainReadsApplication {

  /** Starts them from the command line. */
  public static void main(String[] args) {
    builder().run(args);
  }

  /** Returns the application, unstarted; its settings are in {@code plain-reads.yml}. */
  static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(PlainReadsApplication.class)
        .properties("spring.config.name=plain-reads");
  }
}
