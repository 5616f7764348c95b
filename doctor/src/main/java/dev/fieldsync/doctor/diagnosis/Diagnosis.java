package dev.fieldsync.doctor.diagnosis;

import java.util.List;

/**
 * A bottleneck that was found.
 *
 * @param bottleneck which
 * @param summary what is the matter, in a sentence
 * @param evidence what was seen, each with its numbers
 * @param arithmetic why that makes it the bottleneck
 * @param advice what to do
 */
public record Diagnosis(
    Bottleneck bottleneck,
    String summary,
    List<String> evidence,
    String arithmetic,
    String advice) {

  /** Copies what may be changed. */
  public Diagnosis {
    evidence = List.copyOf(evidence);
  }
}
