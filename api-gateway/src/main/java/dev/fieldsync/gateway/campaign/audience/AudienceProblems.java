package dev.fieldsync.gateway.campaign.audience;

import dev.fieldsync.campaigns.audience.AudienceReport;
import dev.fieldsync.campaigns.audience.InvalidAudienceException;
import dev.fieldsync.campaigns.campaign.InvalidEntries;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.template.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** What senders of audiences are told. */
public final class AudienceProblems {

  private AudienceProblems() {}

  /**
   * Reads the parameter {@code invalid}.
   *
   * @throws ProblemException 400 when it is neither of both
   */
  public static InvalidEntries invalid(Optional<String> text) {
    return switch (text.orElse("refuse")) {
      case "refuse" -> InvalidEntries.REFUSE;
      case "skip" -> InvalidEntries.SKIP;
      default ->
          throw ProblemException.invalid(
              "invalid",
              "must be refuse or skip",
              "The parameter invalid must be refuse, which is the default: with one invalid entry"
                  + " nothing is added; or skip: the others are added.");
    };
  }

  /**
   * Returns a 400 that names the entries.
   *
   * @param path the place of an entry by its line
   */
  public static ProblemException of(InvalidAudienceException e, LongFunction<String> path) {
    AudienceReport report = e.report();
    String message = String.valueOf(e.getMessage());
    if (report == null || report.invalid() == 0) {
      return ProblemException.invalid("/audience", message, message + ".");
    }
    List<Violation> errors =
        report.firstInvalid().stream()
            .map(note -> new Violation(path.apply(note.line()), note.message()))
            .toList();
    return ProblemException.invalid(
            "%s. Correct them, or send it with ?invalid=skip to add the others.".formatted(message),
            errors)
        .with(Map.of("invalid", report.invalid()));
  }
}
