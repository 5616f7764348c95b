package dev.fieldsync.taskagent.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
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
    HttpHeaders answered = new HttpHeaders();
    answered.putAll(headers);
    answered.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return new ResponseEntity<>(
        detail(status, Problems.title(status), text(e, status, headers), path), answered, status);
  }

  private static String text(Exception e, HttpStatusCode status, HttpHeaders headers) {
    if (e instanceof HttpMessageNotReadableException) {
      return "The body cannot be read: send valid JSON of the documented form.";
    }
    String known = e instanceof ErrorResponse response ? response.getBody().getDetail() : null;
    return switch (status.value()) {
      case 404 -> Problems.NOTHING_HERE;
      case 405 ->
          "This method is not possible here; possible is "
              + String.join(
                  ", ", headers.getAllow().stream().map(HttpMethod::name).sorted().toList())
              + ".";
      case 415 -> "Send JSON with Content-Type: application/json.";
      default -> Objects.requireNonNullElse(known, "The request cannot be handled.");
    };
  }

  private ProblemDetail detail(HttpStatusCode status, String title, String text, String path) {
    return Problems.of(status, title, text, path, clock.instant());
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
