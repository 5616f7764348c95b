package dev.fieldsync.scenarios.bench.jpa;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the peer. */
@SpringBootApplication
public class JpaPeerApplication {

  /** Starts the peer from the command line. */
  public static void main(String[] args) {
    builder().run(args);
  }

  /** Returns the application, unstarted; its settings are in {@code jpa-peer.yml}. */
  static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(JpaPeerApplication.class)
        .properties("spring.config.name=jpa-peer");
  }
}
