package dev.fieldsync.doctor.symptom;

/**
 * Updates that were decided.
 *
 * @param perSecond how many
 * @param attemptsEach how often each was tried, on average
 * @param meanSeconds from acceptance to decision
 * @param hottest the template that most of them were about, empty without any
 * @param hottestShare its share, 0 to 1
 * @param deadLettersPerSecond records that were put aside
 * @param deadLetterReason the most frequent reason, empty without any
 */
public record UpdateSymptoms(
    double perSecond,
    double attemptsEach,
    double meanSeconds,
    String hottest,
    double hottestShare,
    double deadLettersPerSecond,
    String deadLetterReason) {}
