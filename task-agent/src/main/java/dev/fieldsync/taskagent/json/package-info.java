/** The one form in which what is sent is written as JSON. */
@NullMarked
package dev.fieldsync.taskagent.json;

import org.jspecify.annotations.NullMarked;
