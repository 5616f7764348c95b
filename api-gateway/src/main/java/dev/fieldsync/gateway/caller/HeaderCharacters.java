package dev.fieldsync.gateway.caller;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Which characters headers may have. Their bytes arrive as Latin-1, and among the bytes of a
 * person's name in UTF-8 are some that Latin-1 takes for control characters; so the UTF-8 is looked
 * at.
 */
@Configuration(proxyBeanMethods = false)
class HeaderCharacters {

  private static final Pattern ALLOWED = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

  @Bean
  HttpFirewall utf8InHeaders() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderValues(value -> ALLOWED.matcher(utf8(value)).matches());
    return firewall;
  }

  private static String utf8(String value) {
    return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
