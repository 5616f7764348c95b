package dev.fieldsync.campaignworker.provider;

import java.io.IOException;

/** A provider's answer is larger than any that we could use. */
final class AnswerTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  AnswerTooLargeException(int maxBytes) {
    super("The answer has more than " + maxBytes + " bytes");
  }
}
