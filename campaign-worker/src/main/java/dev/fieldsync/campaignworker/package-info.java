/** The campaign-worker: claims campaign jobs and drives them through their workflow. */
@NullMarked
package dev.fieldsync.campaignworker;

import org.jspecify.annotations.NullMarked;
