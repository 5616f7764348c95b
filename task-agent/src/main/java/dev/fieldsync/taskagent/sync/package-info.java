/** Sends what is queued, fetches what other devices did, and tells how far it is. */
@NullMarked
package dev.fieldsync.taskagent.sync;

import org.jspecify.annotations.NullMarked;
