package dev.fieldsync.gateway;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Every call answers in the one form that it has, whatever {@code Accept} says: a caller who cannot
 * read the answer must not learn it from a 406 after the work is done.
 */
@Configuration(proxyBeanMethods = false)
class JsonAnswers implements WebMvcConfigurer {

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    configurer
        .ignoreAcceptHeader(true)
        .defaultContentType(MediaType.APPLICATION_JSON, MediaType.ALL);
  }
}
