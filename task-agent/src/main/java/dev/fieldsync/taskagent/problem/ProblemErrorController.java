package dev.fieldsync.taskagent.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what never reached a controller, such as a call under another site's name. */
@RestController
class ProblemErrorController implements ErrorController {

  private final Clock clock;

  ProblemErrorController(Clock clock) {
    this.clock = clock;
  }

  /** Who calls it by its path finds nothing there. */
  @RequestMapping("/error")
  ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
    HttpStatus status = status(request);
    String path =
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String refused
            ? refused
            : request.getRequestURI();
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            Problems.of(
                status, Problems.title(status), text(status, request), path, clock.instant()));
  }

  private static HttpStatus status(HttpServletRequest request) {
    HttpStatus status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? HttpStatus.resolve(code)
            : null;
    return status == null ? HttpStatus.NOT_FOUND : status;
  }

  private static String text(HttpStatus status, HttpServletRequest request) {
    if (status == HttpStatus.NOT_FOUND) {
      return Problems.NOTHING_HERE;
    }
    if (status.is5xxServerError()) {
      return "Something went wrong on our side; it has been logged.";
    }
    return request.getAttribute(RequestDispatcher.ERROR_MESSAGE) instanceof String reason
            && !reason.isBlank()
        ? reason
        : "The request is malformed: " + status.getReasonPhrase() + ".";
  }
}
