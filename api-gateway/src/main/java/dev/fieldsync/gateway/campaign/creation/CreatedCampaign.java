package dev.fieldsync.gateway.campaign.creation;

import dev.fieldsync.campaigns.audience.AudienceReport;
import java.util.List;
import java.util.UUID;

/**
 * The answer to who asked for a campaign.
 *
 * @param status what it begins as
 * @param jobs how many it has
 * @param duplicates how many entries named an address that was there already
 * @param firstDuplicates the first of them; a line is the number of the entry, from 1
 * @param invalid how many entries were skipped
 * @param firstInvalid the first of them
 */
record CreatedCampaign(
    UUID id,
    String status,
    long jobs,
    long duplicates,
    List<AudienceReport.Note> firstDuplicates,
    long invalid,
    List<AudienceReport.Note> firstInvalid) {

  static CreatedCampaign of(UUID id, String status, AudienceReport report) {
    return new CreatedCampaign(
        id,
        status,
        report.added(),
        report.duplicates(),
        report.firstDuplicates(),
        report.invalid(),
        report.firstInvalid());
  }
}
