package dev.fieldsync.fieldprocessor.derivation;

import dev.fieldsync.shared.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds selects without options, and defaults and values of variants that are not among them. What
 * a variant inherits unchanged is told of the definition, not again of every variant.
 */
final class SelectCheck implements TemplateCheck {

  private static final List<String> DEFAULTS = List.of("default", "defaultValue");

  @Override
  public void check(Template template, Findings findings) {
    new Run(template, findings).check();
  }

  /** One check; options that many variants inherit are read once. */
  private record Run(Template template, Findings findings, Map<String, Options> inherited) {

    Run(Template template, Findings findings) {
      this(template, findings, new HashMap<>());
    }

    void check() {
      template.definitions().forEach((id, base) -> effective(id, base, null, null));
      for (Template.Variant variant : template.variants()) {
        variant
            .overrides()
            .forEach(
                (id, override) -> {
                  ObjectNode base = template.definitions().get(id);
                  if (base != null && override instanceof ObjectNode changes) {
                    effective(id, base, changes, variant);
                  } else if (base != null) {
                    value(id, base, override, variant);
                  }
                });
      }
    }

    private void effective(
        String id,
        ObjectNode base,
        @Nullable ObjectNode override,
        Template.@Nullable Variant variant) {
      EffectiveDefinition definition = new EffectiveDefinition(base, override);
      if (!definition.isSelect()) {
        return;
      }
      boolean otherOptions =
          variant == null || definition.overrides("type") || definition.overrides("options");
      Options options =
          definition.overrides("options")
              ? Options.of(definition.get("options"))
              : inherited(id, base);
      if (options.isEmpty()) {
        if (otherOptions) {
          findings.tell(id, withoutOptions(variant));
        }
        return;
      }
      for (String key : DEFAULTS) {
        JsonNode value = definition.get(key);
        if (value != null && (otherOptions || definition.overrides(key)) && options.lack(value)) {
          findings.tell(id, defaultNotAmong(key, value, variant));
        }
      }
    }

    private void value(String id, ObjectNode base, JsonNode value, Template.Variant variant) {
      if (new EffectiveDefinition(base, null).isSelect()) {
        Options options = inherited(id, base);
        if (!options.isEmpty() && options.lack(value)) {
          findings.tell(id, overrideNotAmong(value, variant));
        }
      }
    }

    private Options inherited(String id, ObjectNode base) {
      return inherited.computeIfAbsent(id, any -> Options.of(base.get("options")));
    }
  }

  private static Problem withoutOptions(Template.@Nullable Variant variant) {
    return new Problem(
            ProblemCode.SELECT_WITHOUT_OPTIONS,
            variant == null
                ? "This select has no options, so nothing can be chosen. Give it some in"
                    + " \"options\", an array."
                : variant.place()
                    + " this select has no options, so nothing can be chosen. Give the override"
                    + " some in \"options\", an array.")
        .variant(variant)
        .key("options");
  }

  private static Problem defaultNotAmong(
      String key, JsonNode value, Template.@Nullable Variant variant) {
    return new Problem(
            ProblemCode.DEFAULT_NOT_AMONG_OPTIONS,
            "%s value of \"%s\", %s, is not one of the options. Choose one of them, or add it to \"options\"."
                .formatted(variant == null ? "The" : variant.place() + " the", key, excerpt(value)))
        .variant(variant)
        .key(key);
  }

  private static Problem overrideNotAmong(JsonNode value, Template.Variant variant) {
    return new Problem(
            ProblemCode.OVERRIDE_NOT_AMONG_OPTIONS,
            "%s this select has the value %s, which is not one of its options. Choose one of them, or add it to \"options\"."
                .formatted(variant.place(), excerpt(value)))
        .variant(variant);
  }

  private static String excerpt(JsonNode value) {
    JsonNode scalar = Options.scalar(value);
    return scalar == null || !scalar.isString()
        ? Names.cut(Json.text(value))
        : Names.quoted(scalar.stringValue());
  }
}
