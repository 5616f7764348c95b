package dev.fieldsync.taskagent.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers calls that come over this device's loopback address only when they call it so. A page of
 * another site can have a name of its own point there and then read everything: the name gives it
 * away (DNS rebinding).
 */
@Component
class CalledByItsName extends OncePerRequestFilter {

  private static final Pattern THIS_DEVICE =
      Pattern.compile("(?i)(.+\\.)?localhost|127(\\.[0-9]{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (InetAddress.getByName(request.getLocalAddr()).isLoopbackAddress()
        && !THIS_DEVICE.matcher(request.getServerName()).matches()) {
      response.sendError(
          HttpStatus.FORBIDDEN.value(), "Call this device as localhost or 127.0.0.1.");
      return;
    }
    chain.doFilter(request, response);
  }
}
