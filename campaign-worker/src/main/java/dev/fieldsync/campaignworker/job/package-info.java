/**
 * The life of a job between its making and its end. {@link
 * dev.fieldsync.campaignworker.job.ClaimJobs} gives queued jobs to workers, {@link
 * dev.fieldsync.campaignworker.job.EndJobs} records what came of them and moves them on, {@link
 * dev.fieldsync.campaignworker.job.WakeJobs} brings back what waited, {@link
 * dev.fieldsync.campaignworker.job.RescueJobs} what lost its worker, and {@link
 * dev.fieldsync.campaigns.deadletter.DeadLetters} what people want tried again.
 *
 * <p>Each move is one statement, so a process that dies anywhere leaves a job where it was or where
 * it goes, never in between. A claim's token is larger than all before, and without it nothing of a
 * job is written; nothing outside of the database is called while a transaction is open.
 */
@NullMarked
package dev.fieldsync.campaignworker.job;

import org.jspecify.annotations.NullMarked;
