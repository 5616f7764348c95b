package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.json.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON object in a request's body, bounded. */
public final class RequestBody {

  private static final List<MediaType> ACCEPTED =
      List.of(MediaType.APPLICATION_JSON, new MediaType("application", "merge-patch+json"));

  private RequestBody() {}

  /**
   * Reads the body.
   *
   * @throws ProblemException when it is no JSON object, too large, or said to be something else
   * @throws IOException when the sender goes away
   */
  public static ObjectNode read(HttpServletRequest request, DataSize maxSize) throws IOException {
    requireJson(request.getContentType());
    requirePlain(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    int limit = Math.toIntExact(maxSize.toBytes());
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(maxSize);
    }
    byte[] bytes = request.getInputStream().readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw tooLarge(maxSize);
    }
    JsonNode body = StrictJson.parse(bytes);
    if (body instanceof ObjectNode object) {
      return object;
    }
    String detail =
        "The body must be a JSON object with the fields to change, such as {\"name\": \"...\"}.";
    throw ProblemException.invalid("", "must be a JSON object", detail);
  }

  static ProblemException tooLarge(DataSize maxSize) {
    return ProblemException.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "PayloadTooLarge",
        "The change is larger than %d bytes. Send only what changes, or several smaller changes."
            .formatted(maxSize.toBytes()));
  }

  private static void requireJson(@Nullable String contentType) {
    if (contentType == null) {
      return;
    }
    try {
      MediaType type = MediaType.parseMediaType(contentType);
      if (ACCEPTED.stream().anyMatch(accepted -> accepted.equalsTypeAndSubtype(type))) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      throw unsupported(contentType);
    }
    throw unsupported(contentType);
  }

  private static void requirePlain(@Nullable String encoding) {
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      throw ProblemException.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "UnsupportedMediaType",
          "Bodies with Content-Encoding " + encoding + " are not taken. Send it uncompressed.");
    }
  }

  private static ProblemException unsupported(String contentType) {
    return ProblemException.of(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "UnsupportedMediaType",
        "The body is declared as %s. Send JSON with Content-Type: application/json (or"
                .formatted(contentType)
            + " application/merge-patch+json).");
  }
}
