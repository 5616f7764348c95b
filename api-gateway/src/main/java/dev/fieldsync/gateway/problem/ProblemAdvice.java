package dev.fieldsync.gateway.problem;

import dev.fieldsync.shared.json.InvalidJsonException;
import dev.fieldsync.shared.template.Violation;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
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
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what controllers throw into problems; nothing of the inside shows. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(ProblemException e) {
    HttpHeaders headers = new HttpHeaders();
    if (e.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return respond(Problems.of(e), headers);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalidJson(InvalidJsonException e) {
    String detail = String.valueOf(e.getMessage());
    return problem(ProblemException.invalid(detail, List.of(new Violation(e.path(), detail))));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> databaseAway(Exception e) {
    log.atError().setCause(e).log("The database did not answer; the caller was told to try again");
    return problem(
        ProblemException.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "DatabaseUnavailable",
            "The database does not answer at the moment. Try again in a second."));
  }

  /** The sender was too slow, sent broken chunks, or is gone. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> broken(IOException e) {
    log.atDebug().setCause(e).log("A body could not be read to its end");
    return e.getCause() instanceof SocketTimeoutException || e instanceof SocketTimeoutException
        ? problem(
            ProblemException.of(
                HttpStatus.REQUEST_TIMEOUT,
                "RequestTimeout",
                "The body did not arrive in time. Nothing was accepted; send it again."))
        : problem(
            ProblemException.invalid(
                "",
                "cannot be read to its end",
                "The body is cut off or its transfer encoding is malformed. Nothing was accepted."));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> undecodable(InvalidParameterException e) {
    log.atDebug().setCause(e).log("A query could not be decoded");
    return problem(
        ProblemException.invalid(
            "",
            "the query is malformed",
            "The query cannot be decoded: encode it as UTF-8 with %XX for special characters."));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unexpected(Exception e) {
    log.atError().setCause(e).log("A request failed in a way nobody foresaw");
    return respond(
        Problems.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "InternalError",
            "Something went wrong on our side; it has been logged."),
        new HttpHeaders());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail known = e instanceof ErrorResponse response ? response.getBody() : null;
    String detail = known == null ? null : known.getDetail();
    if (e instanceof HttpRequestMethodNotSupportedException method) {
      detail =
          method.getMethod() + " is not possible here; possible is " + headers.getAllow() + ".";
    } else if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
      detail = ProblemErrorController.NOTHING_HERE;
    } else if (detail == null) {
      detail = "The request cannot be handled.";
    }
    HttpHeaders answered = new HttpHeaders();
    answered.putAll(headers);
    answered.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return new ResponseEntity<>(
        Problems.of(status, ProblemNames.of(status), detail), answered, status);
  }

  private static ResponseEntity<ProblemDetail> respond(ProblemDetail problem, HttpHeaders headers) {
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return new ResponseEntity<>(problem, headers, problem.getStatus());
  }
}
