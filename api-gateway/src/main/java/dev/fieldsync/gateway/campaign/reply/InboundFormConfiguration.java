package dev.fieldsync.gateway.campaign.reply;

import jakarta.servlet.MultipartConfigElement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Lets the servlet container read forms when a controller asks for one, and not before: there is no
 * resolver that would read every one.
 */
@Configuration(proxyBeanMethods = false)
class InboundFormConfiguration {

  private static final DataSize IN_MEMORY = DataSize.ofKilobytes(64);

  @Bean
  MultipartConfigElement forms() {
    long most = InboundForm.MAX_SIZE.toBytes();
    return new MultipartConfigElement("", most, most, (int) IN_MEMORY.toBytes());
  }
}
