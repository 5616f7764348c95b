package dev.fieldsync.gateway;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts one gateway; any number of them serve the same templates. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ApiGatewayApplication {

  /** Starts a gateway from the command line. */
  public static void main(String[] args) {
    builder().run(args);
  }

  /** Returns the application, unstarted; its settings are in {@code api-gateway.yml}. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(ApiGatewayApplication.class)
        .properties("spring.config.name=api-gateway");
  }
}
