package dev.fieldsync.gateway.caller;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two lines, in place of a stack trace, why the gateway does not start. */
final class InsecureGatewayFailureAnalyzer
    extends AbstractFailureAnalyzer<InsecureGatewayException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, InsecureGatewayException cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Configure it as said and start the gateway again.", cause);
  }
}
