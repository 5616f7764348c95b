package dev.fieldsync.gateway.problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Names of errors that the framework finds, by status. */
final class ProblemNames {

  private ProblemNames() {}

  static String of(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    if (known == null) {
      return status.is5xxServerError() ? "InternalError" : "ValidationError";
    }
    return switch (known) {
      case UNAUTHORIZED -> "Unauthorized";
      case FORBIDDEN -> "Forbidden";
      case NOT_FOUND -> "NotFound";
      case METHOD_NOT_ALLOWED -> "MethodNotAllowed";
      case NOT_ACCEPTABLE -> "NotAcceptable";
      case UNSUPPORTED_MEDIA_TYPE -> "UnsupportedMediaType";
      case CONTENT_TOO_LARGE -> "PayloadTooLarge";
      case NOT_IMPLEMENTED -> "NotSupported";
      case HTTP_VERSION_NOT_SUPPORTED -> "NotSupported";
      case SERVICE_UNAVAILABLE -> "Unavailable";
      default -> known.is5xxServerError() ? "InternalError" : "ValidationError";
    };
  }
}
