/** The operations that the server has not confirmed, and those that failed. */
@NullMarked
package dev.fieldsync.taskagent.queue;

import org.jspecify.annotations.NullMarked;
