package dev.fieldsync.local;

import dev.fieldsync.local.database.LocalDatabase;
import dev.fieldsync.local.demo.DemoTemplate;

/** What a person sees when everything runs. */
final class Screen {

  private Screen() {}

  /**
   * Returns the text.
   *
   * @param seconds how long the start took
   */
  static String text(LocalSystem.Addresses addresses, double seconds) {
    return """

        Fieldsync is ready after %8$.1f s. Ctrl-C stops it, the data stays.

          Dashboard   %1$s/
          Templates   %1$s/api/templates
          Campaigns   %1$s/api/campaigns
          Health      %1$s/api/health
          API         %1$s/openapi.yaml
          PostgreSQL  %2$s?user=%3$s
          Kafka       %4$s
          Mails       %9$s/_control/done (nothing is really sent)
          Simulated   %10$s/_control (Salesforce)
                      %11$s/_control (sentiments)
          Data        %5$s
          Log         %6$s

        Try:
          curl %1$s/api/templates
          curl -X PATCH %1$s/api/templates/%7$s \\
            -H 'Content-Type: application/json' -H 'X-Actor: User A' -d '{"name": "Fire safety 2.0"}'
          curl -i %1$s/api/templates/%7$s

        Start clean: mvn spring-boot:run -Dspring-boot.run.arguments=--clean
        """
        .formatted(
            addresses.gateway(),
            addresses.jdbcUrl(),
            LocalDatabase.NAME,
            addresses.broker(),
            addresses.data(),
            addresses.log(),
            DemoTemplate.FIRE_SAFETY.id(),
            seconds,
            addresses.providers().sendGrid().server().uri(),
            addresses.providers().salesforce().server().uri(),
            addresses.providers().sentiment().server().uri());
  }
}
