package dev.fieldsync.campaignworker.preparation;

import java.util.UUID;

/** A query is no longer this worker's: its campaign was cancelled, or its lease was over. */
final class LostQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LostQueryException(UUID campaignId) {
    super("The query of campaign " + campaignId + " is somebody else's, or gone");
  }
}
