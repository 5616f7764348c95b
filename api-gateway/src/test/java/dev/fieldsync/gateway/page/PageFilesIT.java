package dev.fieldsync.gateway.page;

import static dev.fieldsync.gateway.Tokens.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.GatewayHarness;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everybody may load the page, and nothing else. */
class PageFilesIT {

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("from \"(/[^\"]+)\"");

  private static GatewayHarness gateway;

  @BeforeAll
  static void start() {
    gateway = new GatewayHarness(List.of("fieldsync.gateway.jwt-secret=" + SECRET));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static void everyMatchIsServed(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.results().map(match -> match.group(1)))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(gateway.get(path).statusCode()).as(path).isEqualTo(200));
  }

  @Test
  void thePageAndItsFilesAreServedWithoutAToken() {
    HttpResponse<String> page = gateway.get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).startsWith("text/html");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(page, "Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(gateway.get("/index.html").statusCode()).isEqualTo(200);
    everyMatchIsServed(LINK, page.body());
  }

  @Test
  void theLibraryIsServedInTheVersionThatThePageNamesAndKeptForEver() {
    String names = gateway.get("/app/shared/lit.js").body();

    everyMatchIsServed(IMPORT, names);
    Matcher library = IMPORT.matcher(names);
    assertThat(library.find()).isTrue();
    assertThat(header(gateway.get(library.group(1)), "Cache-Control")).contains("immutable");
  }

  @Test
  void filesAreSentCompressedToThoseWhoCanReadIt() {
    assertThat(
            header(
                gateway.send("HEAD", "/app/shell/shell.js", "", "Accept-Encoding", "gzip"),
                "Content-Encoding"))
        .isEqualTo("gzip");
  }

  @Test
  void nothingElseIsOpen() {
    for (String path :
        List.of("/api/templates", "/apps/main.js", "/actuator/metrics", "/no-such-file")) {
      assertThat(gateway.get(path).statusCode()).as(path).isEqualTo(401);
    }
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
      assertThat(gateway.send(method, "/", "").statusCode()).as(method).isEqualTo(401);
    }
    for (String path :
        List.of(
            "/app", "/app/no-such-file.js", "/app/..%2f..%2fapi-gateway.yml", "/webjars/none.js")) {
      assertThat(gateway.get(path).statusCode()).as(path).isIn(400, 404);
    }
  }
}
