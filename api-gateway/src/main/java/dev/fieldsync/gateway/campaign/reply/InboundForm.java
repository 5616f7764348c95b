package dev.fieldsync.gateway.campaign.reply;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.RequestBody;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Takes the forms that SendGrid's Inbound Parse posts: what is larger than a few kilobytes goes to
 * a temporary file until the request has ended, and attachments are not looked at. Bounded in size
 * and number. Thread-safe.
 */
@Component
class InboundForm {

  /** The largest form: SendGrid takes mails of up to 30 MB. */
  static final DataSize MAX_SIZE = DataSize.ofMegabytes(32);

  /** So many bytes of a field are looked at: four for each character of the longest kept text. */
  private static final int MAX_FIELD = 256 * 1024;

  private static final int AT_ONCE = 16;

  private final Semaphore seats = new Semaphore(AT_ONCE);
  private final DataSize maxText;

  /**
   * Makes a reader of forms.
   *
   * @param maxText how much the container takes of what is no attachment
   */
  InboundForm(@Value("${server.tomcat.max-http-form-post-size}") DataSize maxText) {
    this.maxText = maxText;
  }

  /**
   * Reads some fields of a form; of each the first of its name, and no file.
   *
   * @return what was sent by name, without fields that were not
   * @throws ProblemException when it is no form, too large, or there are too many at once
   * @throws IOException when the sender goes away or the form is malformed
   */
  Map<String, byte[]> fields(HttpServletRequest request, Set<String> names) throws IOException {
    if (!RequestBody.isType(request.getContentType(), MediaType.MULTIPART_FORM_DATA)) {
      throw ProblemException.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "UnsupportedMediaType",
          "Here SendGrid's Inbound Parse posts mails, as multipart/form-data. Send JSON to"
              + " /api/webhooks/replies.");
    }
    RequestBody.requirePlain(request);
    if (!seats.tryAcquire()) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "TooManyUploads",
          "This gateway is taking as many mails as it can. Try again in a few seconds.");
    }
    try {
      return read(request, names);
    } finally {
      seats.release();
    }
  }

  private Map<String, byte[]> read(HttpServletRequest request, Set<String> names)
      throws IOException {
    Map<String, byte[]> fields = new HashMap<>();
    for (Part part : parts(request)) {
      if (part.getSubmittedFileName() == null && names.contains(part.getName())) {
        try (InputStream content = part.getInputStream()) {
          fields.putIfAbsent(part.getName(), content.readNBytes(MAX_FIELD));
        }
      }
    }
    return fields;
  }

  private Collection<Part> parts(HttpServletRequest request) throws IOException {
    try {
      return request.getParts();
    } catch (ServletException e) {
      throw caused(
          ProblemException.invalid(
              "", "is no form", "The body is no multipart/form-data that can be read."),
          e);
    } catch (InvalidParameterException e) {
      throw tooLarge(
          "The mail is larger than %d MB, or has more parts than are taken."
              .formatted(MAX_SIZE.toMegabytes()),
          e);
    } catch (IllegalStateException e) {
      throw tooLarge(
          "The mail has more than %d MB of text and HTML.".formatted(maxText.toMegabytes()), e);
    }
  }

  private static ProblemException tooLarge(String detail, Exception cause) {
    return caused(
        ProblemException.of(HttpStatus.CONTENT_TOO_LARGE, "PayloadTooLarge", detail), cause);
  }

  private static ProblemException caused(ProblemException problem, Exception cause) {
    problem.initCause(cause);
    return problem;
  }
}
