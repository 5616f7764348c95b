package dev.fieldsync.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

/** The description of the API names exactly the operations that there are. */
class OpenApiIT {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @Test
  void describesEveryOperationAndNoOther() {
    try (GatewayHarness gateway = GatewayHarness.demo()) {
      HttpResponse<String> file = gateway.get("/openapi.yaml");
      assertThat(file.headers().firstValue("Content-Type")).hasValue("application/yaml");
      Map<String, Map<String, Map<String, Object>>> description = new Yaml().load(file.body());
      Set<String> described = new TreeSet<>();
      description
          .get("paths")
          .forEach(
              (path, operations) ->
                  operations.keySet().stream()
                      .filter(METHODS::contains)
                      .forEach(method -> described.add(method + " " + path)));

      Set<String> served = new TreeSet<>();
      gateway
          .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
          .getHandlerMethods()
          .keySet()
          .forEach(
              mapping ->
                  mapping
                      .getMethodsCondition()
                      .getMethods()
                      .forEach(
                          method ->
                              mapping
                                  .getPatternValues()
                                  .forEach(
                                      path ->
                                          served.add(
                                              method.name().toLowerCase(Locale.ROOT)
                                                  + " "
                                                  + path))));

      assertThat(described).isEqualTo(served);
    }
  }
}
