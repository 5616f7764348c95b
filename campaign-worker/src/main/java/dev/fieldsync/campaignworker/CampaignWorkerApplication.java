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

  private static final String COMMON_POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

  /**
   * With one or two processors the common pool has at most one thread, and {@code
   * CompletableFuture}, with which Java's HTTP client tells answers, then starts a thread for each
   * of them (JDK 17 to 24): under load thousands. Does nothing when the size is set, and comes too
   * late when the pool is in use: whoever starts a worker beside other things calls it first.
   */
  public static void enlargeCommonPool() {
    if (Runtime.getRuntime().availableProcessors() < 3 && System.getProperty(COMMON_POOL) == null) {
      System.setProperty(COMMON_POOL, "2");
    }
  }

  /** Returns the application, unstarted; its settings are in {@code campaign-worker.yml}. */
  public static SpringApplicationBuilder builder() {
    enlargeCommonPool();
    return new SpringApplicationBuilder(CampaignWorkerApplication.class)
        .properties("spring.config.name=campaign-worker");
  }
}
