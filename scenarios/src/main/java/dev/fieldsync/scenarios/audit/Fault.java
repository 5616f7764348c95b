package dev.fieldsync.scenarios.audit;

/** What must not be. */
enum Fault {
  /** The system said yes, processed the record, and has nothing to show for it. */
  NO_OUTCOME("accepted requests without an outcome"),
  /** The request was decided as something else than what was sent. */
  OTHER_REQUEST("outcomes that are not those of the request"),
  /** It was told that an update is applied, and it is not, or as another version. */
  TOLD_OTHERWISE("outcomes that were told and are not so"),
  /** A record that could not be read is not among the dead letters. */
  UNREADABLE_LOST("unreadable requests that are no dead letters"),
  /** A version does not follow the one before it. */
  BROKEN_CHAIN("breaks in version chains"),
  /** Folding the history gives another document than the stored one. */
  OTHER_DOCUMENT("documents that differ from their folded history"),
  /** There is a history and no template. */
  TEMPLATE_GONE("templates that are gone"),
  /** A job of a campaign is at no place, at two, or at another than its state says. */
  JOB_MISPLACED("jobs that are not where their state says"),
  /** A job has not exactly one result for each step that it has behind it. */
  STEP_NOT_ONCE("jobs with a step that is not recorded once"),
  /** The counters say something else than the jobs. */
  MISCOUNTED("campaigns whose counters differ from their jobs");

  private final String text;

  Fault(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
