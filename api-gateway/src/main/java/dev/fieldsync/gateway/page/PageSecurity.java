package dev.fieldsync.gateway.page;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Anybody may load the files of the page: there is nothing of an organization in them. What the
 * page shows it asks the API for, which wants to know who calls.
 *
 * <p>A browser loads and calls nothing but this gateway, runs no script that is not one of these
 * files, and shows the page inside no other one.
 */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

  static final String[] FILES = {
    "/", "/index.html", "/favicon.svg", "/app/**", "/css/**", "/webjars/**"
  };

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  /** Before the chain of the API, which takes whatever is left. */
  @Bean
  @Order(1)
  SecurityFilterChain page(HttpSecurity http) {
    return http.securityMatcher(filesToRead())
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  private static OrRequestMatcher filesToRead() {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        Arrays.stream(FILES)
            .flatMap(
                path ->
                    Stream.of(
                        paths.matcher(HttpMethod.GET, path), paths.matcher(HttpMethod.HEAD, path)))
            .map(RequestMatcher.class::cast)
            .toList());
  }
}
