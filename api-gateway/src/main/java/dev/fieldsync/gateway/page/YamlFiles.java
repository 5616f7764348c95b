package dev.fieldsync.gateway.page;

import org.springframework.boot.web.server.MimeMappings;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.stereotype.Component;

/**
 * The type of {@code /openapi.yaml}, by <a href="https://www.rfc-editor.org/rfc/rfc9512">RFC
 * 9512</a>: browsers show it and do not save it as something unknown.
 */
@Component
class YamlFiles implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

  @Override
  public void customize(ConfigurableServletWebServerFactory factory) {
    MimeMappings yaml = new MimeMappings();
    yaml.add("yaml", "application/yaml");
    factory.addMimeMappings(yaml);
  }
}
