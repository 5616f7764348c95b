package dev.fieldsync.taskagent.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses before any of our code runs, such as a path with a lone {@code %}, in
 * the same form as all other errors. Tomcat makes one per host, by the class's name, so it has the
 * system's clock.
 */
public final class ProblemValve extends ErrorReportValve {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Clock clock = Clock.systemUTC();

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int code = response.getStatus();
    if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    String title = Problems.title(HttpStatusCode.valueOf(code));
    String text = text(code);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding("UTF-8");
    try {
      response
          .getReporter()
          .write(
              JSON.writeValueAsString(
                  new Refusal(
                      Problems.TYPE_PREFIX + title,
                      title,
                      code,
                      text,
                      text,
                      clock.instant().toString(),
                      Objects.requireNonNullElse(request.getRequestURI(), ""))));
      response.finishResponse();
    } catch (IOException e) {
      throw new UncheckedIOException("The sender went away before it had its answer", e);
    }
  }

  private static String text(int code) {
    return switch (code) {
      case 501 -> "The method or the transfer encoding is not supported.";
      case 505 -> "The HTTP version is not supported. Use HTTP/1.1.";
      default ->
          code < 500
              ? "The request is malformed or its headers are larger than 8 kB: check its path, its"
                  + " headers and their encoding."
              : "Something went wrong on our side; it has been logged.";
    };
  }

  private record Refusal(
      String type,
      String title,
      int status,
      String detail,
      String error,
      String timestamp,
      String path) {}
}
