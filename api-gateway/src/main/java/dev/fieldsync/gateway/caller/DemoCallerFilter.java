package dev.fieldsync.gateway.caller;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes a caller without a token for the demo organization; {@code X-Actor} names the person. */
final class DemoCallerFilter extends OncePerRequestFilter {

  private static final Pattern THIS_MACHINE =
      Pattern.compile("(?i)(.+\\.)?localhost|127(\\.[0-9]{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

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
      if (isLoopback(request.getLocalAddr()) && !namesThisMachine(request.getServerName())) {
        response.sendError(
            HttpStatus.FORBIDDEN.value(),
            "Callers without a token call this machine as localhost or 127.0.0.1.");
        return;
      }
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          new CallerAuthentication(
              new Caller(organizationId, actor(request.getHeader(ACTOR_HEADER)), true, true)));
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }

  private static boolean isLoopback(String address) throws UnknownHostException {
    return InetAddress.getByName(address).isLoopbackAddress();
  }

  /**
   * A page of another site can have a name of its own point to this machine and then call it: the
   * name gives it away (DNS rebinding).
   */
  private static boolean namesThisMachine(String host) {
    return THIS_MACHINE.matcher(host).matches();
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
