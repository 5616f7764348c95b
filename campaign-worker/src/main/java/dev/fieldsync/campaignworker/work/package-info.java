/**
 * One worker: claims jobs for as much as it can begin soon, begins them within all limits, ends
 * them in batches, and says that it is alive.
 */
@NullMarked
package dev.fieldsync.campaignworker.work;

import org.jspecify.annotations.NullMarked;
