package dev.fieldsync.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem where no controller is in charge, such as in a security filter. */
@Component
public class ProblemWriter {

  private final JsonMapper json;
  private final TaskErrorFields taskErrors;

  ProblemWriter(JsonMapper json, TaskErrorFields taskErrors) {
    this.json = json;
    this.taskErrors = taskErrors;
  }

  /** Writes the whole response. */
  public void write(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatus status,
      String title,
      String detail)
      throws IOException {
    ProblemDetail problem = Problems.of(status, title, detail);
    taskErrors.maybeAdd(problem, request.getRequestURI());
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), problem);
  }
}
