/** What a worker does for a job at each kind of step: one call, or none, and what came of it. */
@NullMarked
package dev.fieldsync.campaignworker.step;

import org.jspecify.annotations.NullMarked;
