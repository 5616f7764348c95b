/**
 * Runs over every template: fed into the queue little by little, in the order of the ids, so that
 * edits and people never wait behind them. How far one has come is in {@code
 * fieldsync.field_backfill}; whichever processor comes next goes on from there.
 */
@NullMarked
package dev.fieldsync.fieldprocessor.backfill;

import org.jspecify.annotations.NullMarked;
