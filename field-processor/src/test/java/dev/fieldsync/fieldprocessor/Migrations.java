package dev.fieldsync.fieldprocessor;

import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Brings a database to the newest migration, as the first service that starts does. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
class Migrations {

  static void run(Map<String, String> properties) {
    new SpringApplicationBuilder(Migrations.class)
        .web(WebApplicationType.NONE)
        .properties("spring.config.name=field-processor")
        .run(
            properties.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new))
        .close();
  }
}
