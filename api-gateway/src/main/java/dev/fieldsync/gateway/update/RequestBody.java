package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.json.JsonPath;
import dev.fieldsync.shared.json.StrictJson;
import dev.fieldsync.shared.template.Violation;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON in a request's body, bounded. */
public final class RequestBody {

  private static final List<MediaType> ACCEPTED =
      List.of(MediaType.APPLICATION_JSON, new MediaType("application", "merge-patch+json"));

  private static final MediaType JSON_PATCH = new MediaType("application", "json-patch+json");

  private RequestBody() {}

  /** Says whether the body is declared as a JSON Patch, which only a PATCH can carry. */
  static boolean isJsonPatch(HttpServletRequest request) {
    return "PATCH".equals(request.getMethod()) && isType(request.getContentType(), JSON_PATCH);
  }

  /**
   * Reads a body that must be a JSON object.
   *
   * @throws ProblemException when it is no JSON object, too large, or said to be something else
   * @throws IOException when the sender goes away
   */
  public static ObjectNode object(HttpServletRequest request, DataSize maxSize) throws IOException {
    String contentType = request.getContentType();
    if (contentType != null
        && ACCEPTED.stream().noneMatch(accepted -> isType(contentType, accepted))) {
      throw unsupported(contentType);
    }
    if (read(request, maxSize) instanceof ObjectNode object) {
      return object;
    }
    String detail =
        "The body must be a JSON object with the fields to change, such as {\"name\": \"...\"}.";
    throw ProblemException.invalid("", "must be a JSON object", detail);
  }

  /**
   * Reads a body that may be missing and otherwise must be a JSON object of these members alone; no
   * body is an empty object.
   *
   * @throws ProblemException as {@link #object}, and when it has other members
   * @throws IOException when the sender goes away
   */
  public static ObjectNode onlyWith(
      List<String> known, HttpServletRequest request, DataSize maxSize) throws IOException {
    boolean none =
        request.getContentLengthLong() == 0
            || (request.getContentLengthLong() < 0
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null);
    ObjectNode body = none ? JsonNodeFactory.instance.objectNode() : object(request, maxSize);
    requireOnly(known, body);
    return body;
  }

  /**
   * Refuses members that mean nothing.
   *
   * @throws ProblemException that names them
   */
  public static void requireOnly(List<String> known, ObjectNode body) {
    List<Violation> unknown =
        body.propertyNames().stream()
            .filter(name -> !known.contains(name))
            .map(name -> new Violation(JsonPath.child("", name), "is not known here"))
            .toList();
    if (!unknown.isEmpty()) {
      throw ProblemException.invalid(
          "The body has fields that mean nothing here. Send "
              + (known.isEmpty() ? "no body." : "only " + String.join(", ", known) + "."),
          unknown);
    }
  }

  /**
   * Reads any JSON.
   *
   * @throws ProblemException when it is no JSON, too large, or compressed
   * @throws IOException when the sender goes away
   */
  static JsonNode read(HttpServletRequest request, DataSize maxSize) throws IOException {
    requirePlain(request);
    int limit = Math.toIntExact(maxSize.toBytes());
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(maxSize);
    }
    byte[] bytes = request.getInputStream().readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw tooLarge(maxSize);
    }
    return StrictJson.parse(bytes);
  }

  static ProblemException tooLarge(DataSize maxSize) {
    return ProblemException.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "PayloadTooLarge",
        "The change is larger than %d bytes. Send only what changes, or several smaller changes."
            .formatted(maxSize.toBytes()));
  }

  /** Says whether a body is declared as of a type, whatever its parameters. */
  public static boolean isType(@Nullable String contentType, MediaType type) {
    try {
      return contentType != null
          && MediaType.parseMediaType(contentType).equalsTypeAndSubtype(type);
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  /**
   * Refuses a body that is compressed.
   *
   * @throws ProblemException 415
   */
  public static void requirePlain(HttpServletRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
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
            + " application/merge-patch+json; a PATCH also application/json-patch+json).");
  }
}
