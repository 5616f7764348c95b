package dev.fieldsync.gateway.campaign;

import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers that nobody may keep. */
public final class Answers {

  private Answers() {}

  /** Returns a 200 with JSON. */
  public static ResponseEntity<byte[]> json(byte[] body) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(body);
  }

  /** Returns a 200 with a few members. */
  public static ResponseEntity<Map<String, Object>> of(Map<String, Object> body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
