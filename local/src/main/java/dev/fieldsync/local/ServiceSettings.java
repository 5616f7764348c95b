package dev.fieldsync.local;

import dev.fieldsync.local.database.LocalDatabase;
import dev.fieldsync.local.startup.Ports;
import dev.fieldsync.simulators.Simulators;
import dev.fieldsync.simulators.salesforce.SalesforceSimulator;
import dev.fieldsync.simulators.sendgrid.SendGridSimulator;
import java.util.HashMap;
import java.util.Map;

/** What the services are told when they run here; everything else is as in their own files. */
record ServiceSettings(LocalSettings local, String jdbcUrl, String broker, Simulators providers) {

  private static final Map<String, String> CONSUMER =
      Map.of(
          "spring.main.web-application-type",
          "none",
          // The consumer of a killed run is gone for certain; let the next one have its partitions
          // soon.
          "spring.kafka.consumer.properties.session.timeout.ms",
          "4000");

  Map<String, String> worker() {
    Map<String, String> settings = common();
    settings.putAll(CONSUMER);
    return settings;
  }

  Map<String, String> processor() {
    Map<String, String> settings = common();
    settings.putAll(CONSUMER);
    return settings;
  }

  /** Sends to simulated providers, unless a key for real ones is given. */
  Map<String, String> campaigns() {
    Map<String, String> settings = common();
    settings.putAll(CONSUMER);
    settings.put("fieldsync.campaign-worker.stop-patience", "2s");
    if (!settings.containsKey("fieldsync.providers.sendgrid.api-key")) {
      settings.put(
          "fieldsync.providers.sendgrid.base-url", providers.sendGrid().server().uri().toString());
      settings.put("fieldsync.providers.sendgrid.api-key", SendGridSimulator.API_KEY);
      settings.put("fieldsync.providers.sendgrid.from", "office@example.com");
      settings.put("fieldsync.providers.sendgrid.reply-domain", "replies.example.com");
    }
    if (!settings.containsKey("fieldsync.providers.salesforce.client-id")) {
      settings.put(
          "fieldsync.providers.salesforce.login-url",
          providers.salesforce().server().uri().toString());
      settings.put("fieldsync.providers.salesforce.client-id", SalesforceSimulator.CLIENT_ID);
      settings.put(
          "fieldsync.providers.salesforce.client-secret", SalesforceSimulator.CLIENT_SECRET);
    }
    return settings;
  }

  Map<String, String> gateway() {
    Map<String, String> settings = common();
    settings.put("server.address", Ports.LOOPBACK);
    settings.put("server.port", Integer.toString(local.httpPort()));
    settings.put("fieldsync.gateway.demo-organization", "demo");
    return settings;
  }

  private Map<String, String> common() {
    Map<String, String> settings = new HashMap<>(local.forServices());
    settings.put("spring.datasource.url", jdbcUrl);
    settings.put("spring.datasource.username", LocalDatabase.NAME);
    settings.put("spring.datasource.password", "");
    settings.put("spring.kafka.bootstrap-servers", broker);
    settings.put("spring.main.banner-mode", "off");
    settings.put("spring.lifecycle.timeout-per-shutdown-phase", "3s");
    return settings;
  }
}
