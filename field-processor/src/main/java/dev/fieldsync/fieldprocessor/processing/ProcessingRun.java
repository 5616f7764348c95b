package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.fieldprocessor.derivation.DerivedChange;
import dev.fieldsync.fieldprocessor.derivation.EarlierValues;
import dev.fieldsync.shared.history.CurrentTemplate;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.processing.ProcessingCooldown;
import dev.fieldsync.shared.template.TemplateField;
import dev.fieldsync.shared.template.TemplateVersion;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rule: whether a template may be processed now, and what comes of it. Touches nothing outside
 * its arguments. Thread-safe.
 */
@Component
class ProcessingRun {

  private final ProcessingCooldown cooldown;
  private final ProcessorProperties properties;

  ProcessingRun(ProcessingCooldown cooldown, ProcessorProperties properties) {
    this.cooldown = cooldown;
    this.properties = properties;
  }

  /**
   * Decides one claim.
   *
   * @param template what is stored, {@code null} when it is gone
   * @param known what was derived last, {@code null} when nothing was
   * @param earlier what was derived before that
   * @param run names the run
   */
  Verdict decide(
      Claim claim,
      @Nullable CurrentTemplate template,
      @Nullable ObjectNode known,
      EarlierValues earlier,
      Supplier<UUID> run) {
    if (template == null) {
      return new Verdict.Gone();
    }
    Duration left = cooldownLeft(template);
    if (left.compareTo(Duration.ZERO) > 0) {
      return new Verdict.TooEarly(
          Math.max(1, left.plusNanos(999_999).toMillis()), template.version());
    }
    DerivedChange change =
        DerivedChange.of(
            template.document(), known, earlier, claim.adopt(), template.foundAt().toInstant());
    if (change.isEmpty()) {
      return new Verdict.UpToDate(
          new ProcessedVersion(
              template.id(),
              template.lastRevision(),
              template.version(),
              Json.text(change.known())),
          change.problems());
    }
    return written(claim, template, change, run.get());
  }

  /** A time that is further away than a timer can count stays far away. */
  private Duration cooldownLeft(CurrentTemplate template) {
    OffsetDateTime lastUserUpdate = template.lastUserUpdate();
    OffsetDateTime quietSince = template.foundAt().minus(cooldown.duration());
    if (lastUserUpdate == null || !lastUserUpdate.isAfter(quietSince)) {
      return Duration.ZERO;
    }
    OffsetDateTime latest = quietSince.plusDays(1);
    return Duration.between(quietSince, lastUserUpdate.isAfter(latest) ? latest : lastUserUpdate);
  }

  private Verdict written(Claim claim, CurrentTemplate template, DerivedChange change, UUID run) {
    String fieldDefinitions =
        Json.text(change.document().path(TemplateField.FIELD_DEFINITIONS.key()));
    String patch = Json.text(change.patch());
    if (template.documentLength() + patch.length() > properties.maxTemplateLength()
        && Json.text(change.document()).length() > properties.maxTemplateLength()) {
      return new Verdict.Impossible(
          "With what is derived the template would have more than %d characters. Make it smaller."
              .formatted(properties.maxTemplateLength()),
          template.version());
    }
    long revision = template.lastRevision() + 1;
    String digest = Json.sha256(patch);
    String version = TemplateVersion.after(revision, template.version(), run, digest).toString();
    boolean whole = template.foreign() || revision % properties.snapshotEvery() == 0;
    return new Verdict.Write(
        new DerivedVersion(
            claim,
            template,
            run,
            new ProcessedVersion(template.id(), revision, version, Json.text(change.known())),
            fieldDefinitions,
            patch,
            change.changedPaths(),
            digest,
            whole ? Json.text(template.document()) : null,
            change.problems()));
  }
}
