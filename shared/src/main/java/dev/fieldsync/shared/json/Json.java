package dev.fieldsync.shared.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON mapper for records and stored documents. Thread-safe.
 *
 * <p>Decimals stay exact ({@code 1.10} is not {@code 1.1}) and are written without an exponent,
 * which is also how PostgreSQL's {@code jsonb} prints them.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(IsoTime.module())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final JsonMapper SORTED =
      MAPPER.rebuild().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  private Json() {}

  /** Returns the mapper; it ignores unknown properties, so that a newer writer can add some. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** Parses text that we wrote ourselves or that comes out of a database column. */
  public static JsonNode parse(String json) {
    return MAPPER.readTree(json);
  }

  /** Returns the compact text of a document. */
  public static String text(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /**
   * Returns the lower-case hex SHA-256 of a document with its keys sorted: equal for documents that
   * differ in key order and white space alone.
   */
  public static String digest(JsonNode node) {
    return sha256(SORTED.writeValueAsString(node));
  }

  /** Returns the lower-case hex SHA-256 of a text's UTF-8 form. */
  public static String sha256(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
