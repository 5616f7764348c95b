package dev.fieldsync.gateway.caller;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Finds the token of a request: in {@code Authorization: Bearer}; and for webhooks of services that
 * can be told nothing but a URL, in the password of {@code https://name:TOKEN@host/...}, which
 * arrives as {@code Authorization: Basic} (RFC 7617) and so in no log of URLs. The name says
 * nothing.
 */
final class WebhookTokens implements BearerTokenResolver {

  private static final String BASIC = "basic ";

  private final BearerTokenResolver bearer = new DefaultBearerTokenResolver();
  private final RequestMatcher webhooks =
      PathPatternRequestMatcher.withDefaults().matcher("/api/webhooks/**");

  @Override
  public @Nullable String resolve(HttpServletRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return authorization != null
            && authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)
            && webhooks.matches(request)
        ? password(authorization.substring(BASIC.length()).strip())
        : bearer.resolve(request);
  }

  private static @Nullable String password(String credentials) {
    try {
      String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      String token = decoded.substring(decoded.indexOf(':') + 1);
      return token.isBlank() ? null : token;
    } catch (IllegalArgumentException e) {
      OAuth2AuthenticationException refused =
          new OAuth2AuthenticationException(
              BearerTokenErrors.invalidToken("The credentials are not in Base64"));
      refused.initCause(e);
      throw refused;
    }
  }
}
