/**
 * What every call of an outside service has in common: a bounded number in flight, time-outs, a
 * circuit breaker, numbers, and an outcome that says what to do next instead of an exception.
 *
 * <p>No thread waits for an answer. A call may have done its work although no answer came; a repeat
 * carries the same {@link dev.fieldsync.campaignworker.provider.StepKey}. Nothing here may be
 * called inside a database transaction.
 */
@NullMarked
package dev.fieldsync.campaignworker.provider;

import org.jspecify.annotations.NullMarked;
