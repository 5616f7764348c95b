/** Errors as callers see them. */
@NullMarked
package dev.fieldsync.taskagent.problem;

import org.jspecify.annotations.NullMarked;
