package dev.fieldsync.gateway.stats;

import org.jspecify.annotations.Nullable;

/** Knows what the campaigns and their workers are at. Thread-safe. */
public interface CampaignNumbers {

  /**
   * Of all organizations.
   *
   * @param preparing campaigns whose audience is a query that runs or waits to
   * @param scheduled campaigns that have not begun
   * @param running campaigns under way
   * @param paused campaigns held back
   * @param ready jobs of those under way that can be done now or are being done
   * @param waiting jobs of those under way that wait for a time or a reply
   * @param dead jobs of those under way that were given up
   * @param stepsPerSecond steps of all of them that ended in a second, lately
   * @param workers campaign-workers that are alive
   */
  record Campaigns(
      long preparing,
      long scheduled,
      long running,
      long paused,
      long ready,
      long waiting,
      long dead,
      double stepsPerSecond,
      long workers) {}

  /**
   * Returns what was so within about the last second, {@code null} when it is not known; as for the
   * jobs, of the thousand campaigns that were begun last.
   */
  @Nullable Campaigns current();
}
