package dev.fieldsync.gateway.caller;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may call, {@code fieldsync.gateway}; all need a restart.
 *
 * @param jwtSecret HS256 secret, at least 32 bytes; unset when an issuer or a public key is
 *     configured
 * @param demoOrganization callers without a token are this organization; only for a gateway that
 *     listens on the loopback address
 */
@ConfigurationProperties("fieldsync.gateway")
record GatewayProperties(@Nullable String jwtSecret, @Nullable String demoOrganization) {

  boolean hasSecret() {
    return jwtSecret != null && !jwtSecret.isBlank();
  }

  boolean isDemo() {
    return demoOrganization != null && !demoOrganization.isBlank();
  }
}
