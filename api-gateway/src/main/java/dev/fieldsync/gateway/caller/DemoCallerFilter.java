package dev.fieldsync.gateway.caller;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes a caller without a token for the demo organization; {@code X-Actor} names the person. */
final class DemoCallerFilter extends OncePerRequestFilter {

  private static final String ACTOR_HEADER = "X-Actor";
  private static final String NOBODY = "anonymous";
  private static final int MAX_ACTOR_LENGTH = 200;

  private final String organizationId;

  DemoCallerFilter(String organizationId) {
    this.organizationId = organizationId;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          new CallerAuthentication(
              new Caller(organizationId, actor(request.getHeader(ACTOR_HEADER)), true), true));
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }

  /** Header bytes arrive as Latin-1; people's names are sent as UTF-8. */
  private static String actor(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return NOBODY;
    }
    byte[] bytes = header.strip().getBytes(StandardCharsets.ISO_8859_1);
    String actor = new String(bytes, StandardCharsets.UTF_8);
    return actor.codePointCount(0, actor.length()) > MAX_ACTOR_LENGTH
        ? actor.substring(0, actor.offsetByCodePoints(0, MAX_ACTOR_LENGTH))
        : actor;
  }
}
