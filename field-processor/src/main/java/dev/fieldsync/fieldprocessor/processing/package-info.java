/**
 * The life of a run. {@link dev.fieldsync.fieldprocessor.processing.ProcessingRequestsListener}
 * turns records into work rows at once, due or not, so that no record waits behind another one;
 * {@link dev.fieldsync.fieldprocessor.processing.ProcessDue} claims rows that are due, derives,
 * writes, tells and ends them; {@link dev.fieldsync.fieldprocessor.processing.ProcessingRun} is the
 * rule.
 *
 * <p>Never on a user's way: the one statement that touches a template is a compare-and-set that
 * waits for no lock and commits by itself, so a processor that stops anywhere holds no template.
 *
 * <p>Crash safety: a claim lapses after its lease, and whoever claims a row anew has another claim,
 * under which alone it can be written or ended. A version that was committed by a processor that
 * died before it published is named in the row, and published by the next one.
 */
@NullMarked
package dev.fieldsync.fieldprocessor.processing;

import org.jspecify.annotations.NullMarked;
