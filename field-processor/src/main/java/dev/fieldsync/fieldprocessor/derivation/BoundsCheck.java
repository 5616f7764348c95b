package dev.fieldsync.fieldprocessor.derivation;

import dev.fieldsync.shared.json.Json;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds validations that no value can pass because their bounds contradict. */
final class BoundsCheck implements TemplateCheck {

  /**
   * A lower and an upper bound.
   *
   * @param open whether the bounds themselves are not allowed, so that they may not be equal
   */
  private record Pair(String lower, String upper, boolean open) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("min", "max", false),
          new Pair("minLength", "maxLength", false),
          new Pair("minItems", "maxItems", false),
          new Pair("minDate", "maxDate", false),
          new Pair("minimum", "maximum", false),
          new Pair("exclusiveMinimum", "exclusiveMaximum", true),
          new Pair("exclusiveMinimum", "maximum", true),
          new Pair("minimum", "exclusiveMaximum", true));

  @Override
  public void check(Template template, Findings findings) {
    template
        .definitions()
        .forEach((id, base) -> check(id, new EffectiveDefinition(base, null), null, findings));
    for (Template.Variant variant : template.variants()) {
      variant
          .overrides()
          .forEach(
              (id, override) -> {
                ObjectNode base = template.definitions().get(id);
                if (base != null && override instanceof ObjectNode changes) {
                  check(id, new EffectiveDefinition(base, changes), variant, findings);
                }
              });
    }
  }

  private static void check(
      String id,
      EffectiveDefinition definition,
      Template.@Nullable Variant variant,
      Findings findings) {
    for (Pair pair : PAIRS) {
      boolean isOwn =
          variant == null
              || definition.overridesRule(pair.lower())
              || definition.overridesRule(pair.upper());
      JsonNode lower = isOwn ? definition.rule(pair.lower()) : null;
      JsonNode upper = isOwn ? definition.rule(pair.upper()) : null;
      if (lower != null && upper != null && contradict(pair, lower, upper)) {
        findings.tell(id, problem(pair, lower, upper, variant));
      }
    }
  }

  private static boolean contradict(Pair pair, JsonNode lower, JsonNode upper) {
    OptionalInt order = Bound.compare(lower, upper);
    return order.isPresent() && (order.getAsInt() > 0 || (pair.open() && order.getAsInt() == 0));
  }

  private static Problem problem(
      Pair pair, JsonNode lower, JsonNode upper, Template.@Nullable Variant variant) {
    return new Problem(
            ProblemCode.CONTRADICTING_BOUNDS,
            "%s, \"%s\" is %s and \"%s\" is %s, so no value is valid. Correct one of them."
                .formatted(
                    variant == null ? "In the validation" : variant.place(),
                    pair.lower(),
                    excerpt(lower),
                    pair.upper(),
                    excerpt(upper)))
        .variant(variant)
        .key(pair.lower());
  }

  private static String excerpt(JsonNode bound) {
    return bound.isString() ? Names.quoted(bound.stringValue()) : Names.cut(Json.text(bound));
  }
}
