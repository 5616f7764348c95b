package dev.fieldsync.taskagent.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what controllers throw into problems with {@code error, timestamp, path} besides. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  private final Clock clock;

  ProblemAdvice(Clock clock) {
    this.clock = clock;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(ProblemException e, HttpServletRequest request) {
    ProblemDetail problem =
        detail(e.status(), e.title(), String.valueOf(e.getMessage()), request.getRequestURI());
    if (!e.errors().isEmpty()) {
      problem.setProperty("errors", e.errors());
    }
    return respond(problem);
  }

  /** The transaction was rolled back: neither the task nor its entry in the queue was written. */
  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> storage(Exception e, HttpServletRequest request) {
    log.atError().setCause(e).log("The file of tasks did not take a change; nothing was written");
    boolean full = StorageErrors.isFull(e);
    return respond(
        detail(
            HttpStatus.SERVICE_UNAVAILABLE,
            full ? "StorageFull" : "StorageUnavailable",
            full
                ? "This device has no room left. Nothing was changed, and what was saved before is"
                    + " safe; free some space and try again."
                : "The file of tasks cannot be used at the moment. Nothing was changed; try again.",
            request.getRequestURI()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unexpected(Exception e, HttpServletRequest request) {
    log.atError().setCause(e).log("A request failed in a way nobody foresaw");
    return respond(
        detail(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "InternalError",
            "Something went wrong on our side; it has been logged.",
            request.getRequestURI()));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String path = request instanceof ServletWebRequest web ? web.getRequest().getRequestURI() : "/";
    String text =
        switch (status.value()) {
          case 404 -> "There is nothing at this path.";
          case 405 -> "This method is not possible here; possible is " + headers.getAllow() + ".";
          case 415 -> "Send JSON with Content-Type: application/json.";
          default -> "The request cannot be read: send valid JSON of the documented form.";
        };
    HttpStatus known = HttpStatus.resolve(status.value());
    String title =
        status.value() == 400 || known == null
            ? "ValidationError"
            : known.getReasonPhrase().replace(" ", "");
    HttpHeaders answered = new HttpHeaders();
    answered.putAll(headers);
    answered.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return new ResponseEntity<>(detail(status, title, text, path), answered, status);
  }

  private ProblemDetail detail(HttpStatusCode status, String title, String text, String path) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text);
    problem.setType(URI.create("urn:fieldsync:problem:" + title));
    problem.setTitle(title);
    problem.setProperty("error", text);
    problem.setProperty("timestamp", clock.instant());
    problem.setProperty("path", path);
    return problem;
  }

  private static ResponseEntity<ProblemDetail> respond(ProblemDetail problem) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      headers.put(HttpHeaders.RETRY_AFTER, List.of("5"));
    }
    return new ResponseEntity<>(problem, headers, problem.getStatus());
  }
}
