package dev.fieldsync.gateway.caller;

import java.util.List;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/**
 * Reads {@code sub}, {@code org} and {@code roles}. Whose only role is {@code viewer} may read but
 * not write; who has {@code operator} among them sees the dead letters of no organization too, and
 * the metrics.
 */
final class CallerFromToken implements Converter<Jwt, AbstractAuthenticationToken> {

  private static final List<String> READ_ONLY = List.of("viewer");

  /** What can be stored and shown. */
  private static boolean isName(String claim) {
    return !claim.isBlank() && claim.chars().noneMatch(Character::isISOControl);
  }

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    String organization = token.getClaimAsString("org");
    String subject = token.getSubject();
    if (organization == null || !isName(organization) || subject == null || !isName(subject)) {
      throw new OAuth2AuthenticationException(
          BearerTokenErrors.invalidToken("The token needs the claims sub and org"));
    }
    List<String> roles = token.getClaimAsStringList("roles");
    return new CallerAuthentication(
        new Caller(
            organization,
            subject,
            !READ_ONLY.equals(roles),
            roles != null && roles.contains(CallerAuthentication.OPERATOR)));
  }
}
