package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.EntityTags;
import dev.fieldsync.shared.update.Precondition;
import dev.fieldsync.shared.update.UpdateRequest.Against;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * Reads on which version a change is to be applied: {@code If-Match} and the body's {@code version}
 * make it strict, {@code X-Base-Version} makes it a three-way merge.
 */
final class Conditions {

  static final String BASE_VERSION = "X-Base-Version";

  private static final int MAX_VERSION_LENGTH = 200;

  private Conditions() {}

  /**
   * Reads the conditions of a request.
   *
   * @param version the body's {@code version}, {@code null} when it has none
   * @throws ProblemException when one is malformed or they contradict each other
   */
  static Against of(HttpServletRequest request, @Nullable JsonNode version) {
    Optional<List<String>> ifMatch = ifMatch(request);
    Optional<String> bodyVersion = bodyVersion(version);
    Optional<String> base = baseVersion(request);
    if (base.isPresent()) {
      if (ifMatch.isPresent() || bodyVersion.isPresent()) {
        throw ProblemException.invalid(
            BASE_VERSION,
            "cannot be combined with If-Match or the body's version",
            "X-Base-Version asks for a merge with what changed since, If-Match and the body's"
                + " version for a refusal when anything did. Send one of them.");
      }
      return Against.base(base.get());
    }
    if (ifMatch.isPresent()) {
      if (bodyVersion.isPresent() && !ifMatch.get().contains(bodyVersion.get())) {
        throw ProblemException.invalid(
            "/version",
            "must be the version in If-Match",
            "If-Match and the body's version name different versions. Send one of them.");
      }
      return Against.strictly(new Precondition(Precondition.Source.IF_MATCH, ifMatch.get()));
    }
    return bodyVersion
        .map(text -> Against.strictly(new Precondition(Precondition.Source.BODY, List.of(text))))
        .orElse(Against.ANY);
  }

  /** Says whether a text can be the version of a template. */
  static boolean isVersion(String text) {
    return !text.isBlank() && text.length() <= MAX_VERSION_LENGTH;
  }

  private static Optional<List<String>> ifMatch(HttpServletRequest request) {
    Optional<List<String>> versions;
    try {
      versions = EntityTags.versions(joined(request, HttpHeaders.IF_MATCH));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(
          "If-Match",
          "must be a list of entity tags",
          "The header If-Match must be the ETag of the version you read, such as"
              + " If-Match: \"3-1f2e3d4c\", with its quotation marks.");
    }
    if (versions.isPresent()
        && (versions.get().isEmpty() || !versions.get().stream().allMatch(Conditions::isVersion))) {
      throw ProblemException.invalid(
          "If-Match",
          "must name a version",
          "The header If-Match must be the ETag of the version you read, not empty, not weak (W/)"
              + " and of at most "
              + MAX_VERSION_LENGTH
              + " characters.");
    }
    return versions;
  }

  private static Optional<String> bodyVersion(@Nullable JsonNode version) {
    if (version == null) {
      return Optional.empty();
    }
    if (!version.isString() || !isVersion(version.stringValue())) {
      throw ProblemException.invalid(
          "/version",
          "must be text of at most " + MAX_VERSION_LENGTH + " characters",
          "The body's version must be the version you read; leave it out to merge in any case.");
    }
    return Optional.of(version.stringValue());
  }

  /** With or without the quotation marks of an entity tag. */
  private static Optional<String> baseVersion(HttpServletRequest request) {
    String header = joined(request, BASE_VERSION);
    if (header == null) {
      return Optional.empty();
    }
    String version = header.strip().replaceAll("^\"(.*)\"$", "$1");
    if (!isVersion(version) || version.contains("\"")) {
      throw ProblemException.invalid(
          BASE_VERSION,
          "must name one version",
          "The header X-Base-Version must be the version you read and changed, such as"
              + " X-Base-Version: 3-1f2e3d4c.");
    }
    return Optional.of(version);
  }

  private static @Nullable String joined(HttpServletRequest request, String header) {
    return request.getHeader(header) == null
        ? null
        : String.join(",", Collections.list(request.getHeaders(header)));
  }
}
