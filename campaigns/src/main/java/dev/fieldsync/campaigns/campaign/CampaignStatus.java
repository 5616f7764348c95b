package dev.fieldsync.campaigns.campaign;

import java.util.Locale;

/** Where a campaign is in its life. */
public enum CampaignStatus {
  /** Its audience is a query that is still to be run. */
  PREPARING,
  /** Starts by itself at its time. */
  SCHEDULED,
  /** Its jobs are worked on. */
  RUNNING,
  /** Nothing new is begun for it; waits go on, and what they lead to rests. */
  PAUSED,
  /** Ended by somebody; jobs that were under way end with the step they are at. */
  CANCELLED,
  /** Every job has ended, or its audience made none; a replay or new jobs make it run again. */
  DONE,
  /** Its query brought nobody, or cannot be run; says why. */
  FAILED;

  static CampaignStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Returns its name in rows and answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
