package dev.fieldsync.campaignworker.provider.sentiment;

/**
 * What a reply says.
 *
 * @param label the answer that routes the job
 * @param score from -1, surely negative, to 1, surely positive
 */
public record Sentiment(Label label, double score) {

  /** Checks the score. */
  public Sentiment {
    if (!(score >= -1 && score <= 1)) {
      throw new IllegalArgumentException("A score is -1 to 1: " + score);
    }
  }

  /** The three answers. */
  public enum Label {
    /** Yes, or content. */
    POSITIVE,
    /** No, or discontent. */
    NEGATIVE,
    /** Neither, or not written by a person. */
    NEUTRAL
  }
}
