package dev.fieldsync.campaignworker;

import dev.fieldsync.campaigns.CampaignStore;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Starts one campaign-worker; any number of them share the work. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(CampaignStore.class)
public class CampaignWorkerApplication {

  /** Starts a worker from the command line. */
  public static void main(String[] args) {
    builder().run(args);
  }

  /** Returns the application, unstarted; its settings are in {@code campaign-worker.yml}. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(CampaignWorkerApplication.class)
        .properties("spring.config.name=campaign-worker");
  }
}
