package dev.fieldsync.gateway.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses before any of our code runs, such as a path with {@code %00}, in the
 * same form as all other errors. Tomcat makes one per host, by the class's name.
 */
public final class ProblemValve extends ErrorReportValve {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int code = response.getStatus();
    if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus status = HttpStatus.resolve(code);
    String title = ProblemNames.of(status == null ? HttpStatus.BAD_REQUEST : status);
    String detail =
        switch (code) {
          case 501 -> "The method or the transfer encoding is not supported.";
          case 505 -> "The HTTP version is not supported. Use HTTP/1.1.";
          default ->
              code < 500
                  ? "The request is malformed or its headers are larger than 8 kB: check its path, its"
                      + " headers and their encoding."
                  : "Something went wrong on our side; it has been logged.";
        };
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding("UTF-8");
    try {
      response
          .getReporter()
          .write(
              JSON.writeValueAsString(
                  new Refusal(Problems.TYPE_PREFIX + title, title, code, detail)));
      response.finishResponse();
    } catch (IOException e) {
      throw new UncheckedIOException("The sender went away before it had its answer", e);
    }
  }

  private record Refusal(String type, String title, int status, String detail) {}
}
