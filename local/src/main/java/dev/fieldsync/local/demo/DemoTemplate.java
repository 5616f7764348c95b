package dev.fieldsync.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/** A template that every new system contains; the file beside this class holds it. */
public enum DemoTemplate {
  /** The yearly inspection of a building's fire safety. */
  FIRE_SAFETY("f17e5afe-0000-4000-8000-000000000001", "fire-safety-inspection.json"),

  /** The hygiene inspection of a commercial kitchen. */
  KITCHEN_HYGIENE("f17e5afe-0000-4000-8000-000000000002", "kitchen-hygiene-inspection.json");

  private final UUID id;
  private final String file;

  DemoTemplate(String id, String file) {
    this.id = UUID.fromString(id);
    this.file = file;
  }

  /** Returns the template's id, the same in every system. */
  public UUID id() {
    return id;
  }

  /** Returns the body that creates the template. */
  String json() throws IOException {
    try (InputStream resource = DemoTemplate.class.getResourceAsStream(file)) {
      byte[] content = Objects.requireNonNull(resource, file).readAllBytes();
      return new String(content, StandardCharsets.UTF_8);
    }
  }
}
