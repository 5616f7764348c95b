package dev.fieldsync.campaigns.campaign;

/** What entries of an audience that cannot be read, or name no address, do to the others. */
public enum InvalidEntries {
  /** With one of them nothing is added at all. */
  REFUSE,
  /** They are reported and the others are added. */
  SKIP
}
