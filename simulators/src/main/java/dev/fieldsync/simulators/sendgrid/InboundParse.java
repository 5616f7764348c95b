package dev.fieldsync.simulators.sendgrid;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replies that people write to mails, posted as SendGrid's Inbound Parse posts them: a multipart
 * form with the parsed mail. Unlike SendGrid it posts once, whatever it is answered. Thread-safe.
 */
public final class InboundParse {

  private static final String BOUNDARY = "xYzZY";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final Map<Integer, Integer> answers = new TreeMap<>();
  private volatile @Nullable URI webhook;

  InboundParse() {}

  /**
   * Says where to post to, as one tells SendGrid.
   *
   * @param url may have a name and a password: {@code http://name:password@host/path}
   */
  public void postTo(URI url) {
    webhook = url;
  }

  /**
   * Writes a reply to a mail.
   *
   * @param mail one that was delivered
   * @param text what its receiver answers; the mail is quoted below
   * @return the fields of the form
   */
  public static Map<String, String> reply(Mail mail, String text) {
    String to = mail.replyTo() == null ? mail.from() : mail.replyTo();
    String subject = "Re: " + mail.subject();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(
        "headers",
        """
        Received: by mx.sendgrid.net with SMTP id simulated
        From: <%s>
        To: <%s>
        Subject: %s
        Message-ID: <%s@%s>
        In-Reply-To: <%s@sendgrid.net>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        """
            .formatted(
                mail.to(),
                to,
                subject,
                UUID.randomUUID(),
                mail.to().substring(mail.to().indexOf('@') + 1),
                mail.messageId()));
    fields.put("dkim", "none");
    fields.put("to", "<" + to + ">");
    fields.put("from", "<" + mail.to() + ">");
    fields.put("text", text + "\n\nOn that day we wrote:\n> " + mail.body().replace("\n", "\n> "));
    fields.put("sender_ip", "192.0.2.1");
    fields.put("envelope", "{\"to\":[\"%s\"],\"from\":\"%s\"}".formatted(to, mail.to()));
    fields.put("attachments", "0");
    fields.put("subject", subject);
    fields.put("charsets", "{\"to\":\"UTF-8\",\"from\":\"UTF-8\",\"text\":\"utf-8\"}");
    fields.put("SPF", "pass");
    return fields;
  }

  /**
   * Posts a form.
   *
   * @return the answer; fails when there is none
   * @throws IllegalStateException when nobody has said where to
   */
  public CompletableFuture<HttpResponse<String>> post(Map<String, String> fields) {
    URI url = webhook;
    if (url == null) {
      throw new IllegalStateException("Nobody has said where replies are posted to.");
    }
    return http.sendAsync(request(url, fields), BodyHandlers.ofString())
        .whenComplete((answer, error) -> count(answer == null ? 0 : answer.statusCode()));
  }

  private static HttpRequest request(URI url, Map<String, String> fields) {
    String address =
        url.getUserInfo() == null
            ? url.toString()
            : url.toString().replace(url.getRawUserInfo() + "@", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .header("User-Agent", "Sendlib/1.0")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofString(form(fields)));
    if (url.getUserInfo() != null) {
      byte[] credentials = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    return request.build();
  }

  private static String form(Map<String, String> fields) {
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append(
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n"
                        .formatted(BOUNDARY, name))
                .append(value)
                .append("\r\n"));
    return form.append("--").append(BOUNDARY).append("--\r\n").toString();
  }

  private synchronized void count(int status) {
    answers.merge(status, 1, Integer::sum);
  }

  synchronized void forget() {
    answers.clear();
  }

  /** Returns how often which status was answered; 0 is no answer. */
  synchronized ObjectNode answers() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    answers.forEach((status, count) -> json.put(Integer.toString(status), count));
    return json;
  }
}
