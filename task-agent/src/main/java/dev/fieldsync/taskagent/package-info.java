/** The task-agent: tasks on a device, with or without a connection. */
@NullMarked
package dev.fieldsync.taskagent;

import org.jspecify.annotations.NullMarked;
