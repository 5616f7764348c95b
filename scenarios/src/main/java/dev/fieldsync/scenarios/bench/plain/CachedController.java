package dev.fieldsync.scenarios.bench.plain;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Bytes out of a Caffeine cache: as fast as it gets, and never checked. */
@RestController
@RequestMapping("/cached")
class CachedController {

  private static final int MAX_TEMPLATES = 100_000;

  private final Cache<UUID, byte[]> cache =
      Caffeine.newBuilder().maximumSize(MAX_TEMPLATES).build();

  @PutMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void put(@PathVariable UUID id, @RequestBody byte[] template) {
    cache.put(id, template);
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] template(@PathVariable UUID id) {
    byte[] template = cache.getIfPresent(id);
    if (template == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return template;
  }
}
