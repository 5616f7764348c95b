package dev.fieldsync.campaignworker.step;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set, instead of a stack trace. */
final class MissingProviderFailureAnalyzer
    extends AbstractFailureAnalyzer<MissingProviderException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, MissingProviderException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Set it and start again. To try things out without a provider, start the simulators and"
            + " point the base URLs at them (docs/providers.md).",
        cause);
  }
}
