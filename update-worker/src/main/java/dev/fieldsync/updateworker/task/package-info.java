/**
 * Operations on tasks: a poll of them is decided in one transaction, under the lock of each owner,
 * in the order of the log. What became of each is a row; gateways read it there, so there is
 * nothing to publish. A crash before the offsets are committed means redelivery, and what is
 * decided already is left alone.
 */
@NullMarked
package dev.fieldsync.updateworker.task;

import org.jspecify.annotations.NullMarked;
