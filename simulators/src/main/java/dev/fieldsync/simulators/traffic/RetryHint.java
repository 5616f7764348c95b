package dev.fieldsync.simulators.traffic;

/** How a refusal says when to come back. */
public enum RetryHint {
  /** {@code Retry-After} in seconds. */
  SECONDS,
  /** {@code Retry-After} as an HTTP date. */
  DATE,
  /** {@code X-RateLimit-Reset} alone, in seconds since 1970, as SendGrid does. */
  RESET,
  /** Not at all. */
  NONE
}
