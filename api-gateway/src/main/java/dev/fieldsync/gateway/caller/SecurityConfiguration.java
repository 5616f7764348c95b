package dev.fieldsync.gateway.caller;

import dev.fieldsync.gateway.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Bearer tokens for everything under {@code /api} but the health, and for the metrics those of an
 * operator: they tell of all organizations together. A gateway that could not tell its callers
 * apart does not start.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final int MIN_SECRET_BYTES = 32;

  @Bean
  SecurityFilterChain api(
      HttpSecurity http,
      GatewayProperties properties,
      ServerProperties server,
      ObjectProvider<JwtDecoder> tokens,
      ProblemWriter problems) {
    requireKnownCallers(properties, server, tokens);
    http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers("/api/health", "/actuator/health/**", "/openapi.yaml")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .hasAuthority(CallerAuthentication.OPERATOR)
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(
                        (request, response, error) -> unauthorized(problems, request, response))
                    .accessDeniedHandler(
                        (request, response, error) ->
                            problems.write(
                                request,
                                response,
                                HttpStatus.FORBIDDEN,
                                "Forbidden",
                                "This caller may not do that.")));
    if (tokens.getIfAvailable() != null) {
      http.oauth2ResourceServer(
          resourceServer ->
              resourceServer
                  .bearerTokenResolver(new WebhookTokens())
                  .authenticationEntryPoint(
                      (request, response, error) -> unauthorized(problems, request, response))
                  .jwt(jwt -> jwt.jwtAuthenticationConverter(new CallerFromToken())));
    }
    String demoOrganization = properties.demoOrganization();
    if (properties.isDemo() && demoOrganization != null) {
      http.addFilterBefore(
          new DemoCallerFilter(demoOrganization), BearerTokenAuthenticationFilter.class);
    }
    return http.build();
  }

  /**
   * A span and a timer per filter of every request cost more than the filters do, and even when
   * they are switched off they are asked about.
   */
  @Bean
  SecurityObservationSettings noObservationOfEachFilter() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * Tokens signed with our own secret; an issuer or a public key is Spring Boot's own
   * configuration.
   */
  @Bean
  @ConditionalOnExpression("!'${fieldsync.gateway.jwt-secret:}'.isBlank()")
  JwtDecoder tokensSignedWithSecret(GatewayProperties properties) {
    byte[] secret = String.valueOf(properties.jwtSecret()).getBytes(StandardCharsets.UTF_8);
    if (secret.length < MIN_SECRET_BYTES) {
      throw new InsecureGatewayException(
          "fieldsync.gateway.jwt-secret has %d bytes; HS256 needs at least %d. Make one with: openssl rand -hex 32"
              .formatted(secret.length, MIN_SECRET_BYTES));
    }
    return NimbusJwtDecoder.withSecretKey(new SecretKeySpec(secret, "HmacSHA256"))
        .macAlgorithm(MacAlgorithm.HS256)
        .build();
  }

  private static void requireKnownCallers(
      GatewayProperties properties, ServerProperties server, ObjectProvider<JwtDecoder> tokens) {
    if (properties.isDemo()) {
      if (server.getAddress() == null || !server.getAddress().isLoopbackAddress()) {
        throw new InsecureGatewayException(
            "fieldsync.gateway.demo-organization lets anybody in, so it needs server.address=127.0.0.1");
      }
    } else if (tokens.getIfAvailable() == null) {
      throw new InsecureGatewayException(
          "No key to check callers' tokens with. Set FIELDSYNC_JWT_SECRET (openssl rand -hex 32),"
              + " or spring.security.oauth2.resourceserver.jwt.issuer-uri,"
              + " or spring.security.oauth2.resourceserver.jwt.public-key-location");
    }
  }

  private static void unauthorized(
      ProblemWriter problems, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    problems.write(
        request,
        response,
        HttpStatus.UNAUTHORIZED,
        "Unauthorized",
        "Send a valid token: Authorization: Bearer <JWT with sub, org and roles>.");
  }
}
