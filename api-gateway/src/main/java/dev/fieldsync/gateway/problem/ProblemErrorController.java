package dev.fieldsync.gateway.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Answers what never reached a controller, such as a path that the firewall refused. */
@RestController
class ProblemErrorController implements ErrorController {

  static final String NOTHING_HERE =
      "There is nothing at this path; /openapi.yaml lists what there is.";

  @RequestMapping("/error")
  ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status =
        code instanceof Integer number && HttpStatus.resolve(number) != null
            ? HttpStatus.valueOf(number)
            : HttpStatus.NOT_FOUND;
    String detail;
    if (status.is5xxServerError()) {
      detail = "Something went wrong on our side; it has been logged.";
    } else if (status == HttpStatus.NOT_FOUND) {
      detail = NOTHING_HERE;
    } else if (status == HttpStatus.FORBIDDEN
        && request.getAttribute(RequestDispatcher.ERROR_MESSAGE) instanceof String reason
        && !reason.isBlank()) {
      detail = reason;
    } else {
      detail = "The request is malformed: " + status.getReasonPhrase() + ".";
    }
    ProblemDetail problem = Problems.of(status, ProblemNames.of(status), detail);
    if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path) {
      problem.setInstance(UriComponentsBuilder.fromPath(path).build().encode().toUri());
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
