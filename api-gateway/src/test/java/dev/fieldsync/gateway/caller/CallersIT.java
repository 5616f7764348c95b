package dev.fieldsync.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fieldsync.gateway.GatewayHarness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Promise: a caller sees and changes its own organization's templates, and no other's. */
class CallersIT {

  static final String SECRET = "0123456789abcdef0123456789abcdef";

  @Test
  void aTokenDecidesWhichTemplatesExist() throws Exception {
    try (GatewayHarness gateway =
        new GatewayHarness(List.of("fieldsync.gateway.jwt-secret=" + SECRET))) {
      UUID ours = gateway.insertTemplate("acme");
      UUID theirs = gateway.insertTemplate("globex");
      String acme = bearer(SECRET, "acme", List.of("editor"), Duration.ofHours(1));

      assertThat(gateway.get("/api/templates/" + ours, "Authorization", acme).statusCode())
          .isEqualTo(200);
      assertThat(gateway.get("/api/templates/" + theirs, "Authorization", acme).statusCode())
          .isEqualTo(404);
      assertThat(gateway.get("/api/templates", "Authorization", acme).body())
          .contains(ours.toString())
          .doesNotContain(theirs.toString());
      String viewer = bearer(SECRET, "acme", List.of("viewer"), Duration.ofHours(1));
      assertThat(gateway.get("/api/templates/" + ours, "Authorization", viewer).statusCode())
          .isEqualTo(200);
      assertThat(
              gateway
                  .send(
                      "PATCH",
                      "/api/templates/" + ours,
                      "{\"name\":\"N\"}",
                      "Authorization",
                      viewer)
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void callersWithoutAValidTokenGet401AndTheHealthIsPublic() throws Exception {
    try (GatewayHarness gateway =
        new GatewayHarness(List.of("fieldsync.gateway.jwt-secret=" + SECRET))) {
      String expired = bearer(SECRET, "acme", List.of(), Duration.ofHours(-1));
      String forged = bearer(SECRET.replace('0', '9'), "acme", List.of(), Duration.ofHours(1));
      String homeless = bearer(SECRET, null, List.of(), Duration.ofHours(1));

      assertThat(gateway.get("/api/templates").statusCode()).isEqualTo(401);
      for (String token : List.of(expired, forged, homeless, "Bearer x.y.z", "Basic abc")) {
        var response = gateway.get("/api/templates", "Authorization", token);
        assertThat(response.statusCode()).as(token).isEqualTo(401);
        assertThat(GatewayHarness.json(response).get("title").stringValue())
            .isEqualTo("Unauthorized");
      }
      assertThat(gateway.get("/api/health").statusCode()).isEqualTo(200);
      assertThat(GatewayHarness.json(gateway.get("/api/health")).get("status").stringValue())
          .isEqualTo("ok");
    }
  }

  @Test
  void aGatewayThatCannotTellItsCallersApartDoesNotStart() {
    assertThatThrownBy(() -> new GatewayHarness(List.of()).close())
        .hasRootCauseInstanceOf(InsecureGatewayException.class)
        .rootCause()
        .hasMessageContaining("FIELDSYNC_JWT_SECRET");
    assertThatThrownBy(
            () -> new GatewayHarness(List.of("fieldsync.gateway.jwt-secret=short")).close())
        .hasRootCauseInstanceOf(InsecureGatewayException.class);
    assertThatThrownBy(() -> GatewayHarness.demo("server.address=0.0.0.0").close())
        .hasRootCauseInstanceOf(InsecureGatewayException.class);
  }

  static String bearer(String secret, String organization, List<String> roles, Duration validFor)
      throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject("alice")
                .claim("org", organization)
                .claim("roles", roles)
                .expirationTime(Date.from(Instant.now().plus(validFor)))
                .build());
    token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
    return "Bearer " + token.serialize();
  }
}
