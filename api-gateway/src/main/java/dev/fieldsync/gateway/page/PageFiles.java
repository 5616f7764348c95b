package dev.fieldsync.gateway.page;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How long a browser may keep the files. Libraries have their version in their path; the page
 * itself is asked for again each time, and sent only when it is another one.
 */
@Configuration(proxyBeanMethods = false)
class PageFiles implements WebMvcConfigurer {

  private static final Duration FOR_EVER = Duration.ofDays(365);

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/webjars/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable());
    folder(registry, "app");
    folder(registry, "css");
    registry
        .addResourceHandler("/index.html", "/favicon.svg")
        .addResourceLocations("classpath:/static/")
        .setCacheControl(CacheControl.noCache());
  }

  private static void folder(ResourceHandlerRegistry registry, String name) {
    registry
        .addResourceHandler("/" + name + "/**")
        .addResourceLocations("classpath:/static/" + name + "/")
        .setCacheControl(CacheControl.noCache());
  }
}
