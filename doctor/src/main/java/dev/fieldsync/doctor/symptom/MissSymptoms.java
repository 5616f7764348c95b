package dev.fieldsync.doctor.symptom;

/**
 * Attempts of update-workers that were in vain, all processes together. Each is of a template, with
 * all of its updates that were tried at once.
 *
 * @param versionMissesPerSecond somebody else had changed the template between read and write
 * @param databaseErrorsPerSecond the database did not let the transaction through
 */
public record MissSymptoms(double versionMissesPerSecond, double databaseErrorsPerSecond) {

  /** Returns whether another writer, and not the database, is why most were in vain. */
  public boolean isMostlyOfVersions() {
    return versionMissesPerSecond >= databaseErrorsPerSecond;
  }
}
