package dev.fieldsync.campaignworker.provider.salesforce;

import dev.fieldsync.campaignworker.provider.BreakerSettings;
import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.campaignworker.provider.ProviderCalls;
import dev.fieldsync.campaignworker.provider.ProviderHttp;
import dev.fieldsync.campaignworker.provider.Secret;
import dev.fieldsync.simulators.salesforce.SalesforceOrg;
import dev.fieldsync.simulators.salesforce.SalesforceSimulator;
import dev.fieldsync.simulators.traffic.SimulatedServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** A simulated Salesforce with 10,000 contacts, and clients of it. */
final class SalesforceFixture implements AutoCloseable {

  private static final CallLimits LIMITS =
      new CallLimits(10, Duration.ofSeconds(2), Duration.ofSeconds(10));

  private final SalesforceSimulator salesforce = SalesforceSimulator.start(0, 42, 10_000);
  private final ProviderHttp http = new ProviderHttp("salesforce", LIMITS);

  SimulatedServer server() {
    return salesforce.server();
  }

  SalesforceOrg contacts() {
    return salesforce.contacts();
  }

  void forget() {
    server().forget();
    contacts().setPageSize(2_000);
  }

  SalesforceQueries queries(int maxRecords, int maxPages) {
    return queries(maxRecords, maxPages, new Secret(SalesforceSimulator.CLIENT_SECRET));
  }

  SalesforceQueries queries(int maxRecords, int maxPages, Secret secret) {
    ProviderCalls calls =
        new ProviderCalls(
            "Salesforce",
            LIMITS,
            BreakerSettings.DEFAULT,
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    SalesforceSettings settings =
        new SalesforceSettings(
            server().uri(), SalesforceSimulator.CLIENT_ID, secret, "v62.0", maxRecords, maxPages);
    return new SalesforceQueries(settings, calls, http, Clock.systemUTC());
  }

  @Override
  public void close() {
    http.close();
    salesforce.close();
  }
}
