package dev.fieldsync.scenarios.bench.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template. Only columns that changed are written; a document is replaced, never modified in
 * place, which spares Hibernate a deep copy of each document that it loads.
 */
@Entity
@Table(name = "jpa_peer_template")
@DynamicUpdate
class PeerTemplate {

  private static final JsonNode NO_SECTIONS = JsonNodeFactory.instance.arrayNode();
  private static final JsonNode NO_DEFINITIONS = JsonNodeFactory.instance.objectNode();

  @Id private UUID id = new UUID(0, 0);

  @Column(nullable = false)
  private String name = "";

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(nullable = false)
  private JsonNode sections = NO_SECTIONS;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(nullable = false)
  private JsonNode fieldDefinitions = NO_DEFINITIONS;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  private @Nullable JsonNode inspectionVariants;

  @Version private long version;

  @Column(nullable = false)
  private Instant updatedAt = Instant.EPOCH;

  /** For Hibernate. */
  protected PeerTemplate() {}

  PeerTemplate(UUID id) {
    this.id = id;
  }

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  JsonNode sections() {
    return sections;
  }

  JsonNode fieldDefinitions() {
    return fieldDefinitions;
  }

  @Nullable JsonNode inspectionVariants() {
    return inspectionVariants;
  }

  long version() {
    return version;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  /** Applies a merge patch (RFC 7386) to the parts that people may write. */
  void merge(ObjectNode patch, Instant now) {
    if (patch.path("name").isString()) {
      name = patch.get("name").stringValue();
    }
    if (patch.path("sections").isArray()) {
      sections = patch.get("sections");
    }
    if (patch.path("field_definitions").isObject()) {
      fieldDefinitions = MergePatch.apply(fieldDefinitions, patch.get("field_definitions"));
    }
    if (patch.has("inspection_variants")) {
      inspectionVariants = MergePatch.apply(inspectionVariants, patch.get("inspection_variants"));
    }
    updatedAt = now;
  }
}
