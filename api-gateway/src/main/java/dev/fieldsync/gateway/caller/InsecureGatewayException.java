package dev.fieldsync.gateway.caller;

/** The gateway could not tell its callers apart; it does not start. */
final class InsecureGatewayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InsecureGatewayException(String message) {
    super(message);
  }
}
