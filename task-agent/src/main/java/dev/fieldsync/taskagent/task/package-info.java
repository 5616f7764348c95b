/** The calls about tasks; every change is written together with its entry in the queue. */
@NullMarked
package dev.fieldsync.taskagent.task;

import org.jspecify.annotations.NullMarked;
