/**
 * Proof that nothing is lost: reads the request logs, the history and the tables of a system, in
 * production too, and says whether they agree. Read-only, in bounded memory, in short transactions.
 */
@NullMarked
package dev.fieldsync.scenarios.audit;

import org.jspecify.annotations.NullMarked;
