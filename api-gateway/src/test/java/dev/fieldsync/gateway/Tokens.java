package dev.fieldsync.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Tokens as an identity provider would sign them. */
public final class Tokens {

  public static final String SECRET = "0123456789abcdef0123456789abcdef";

  private Tokens() {}

  /** Returns the value of the header Authorization of an editor. */
  public static String editor(String organization) {
    return bearer(SECRET, organization, List.of("editor"), Duration.ofHours(1));
  }

  /** Returns a value of the header Authorization; the subject is alice. */
  public static String bearer(
      String secret, String organization, List<String> roles, Duration validFor) {
    try {
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
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
