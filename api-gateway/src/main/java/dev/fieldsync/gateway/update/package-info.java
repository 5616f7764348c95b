/**
 * The life of an update in the gateway: read it, publish it, answer when a worker has decided it.
 * What was put aside comes back through {@link dev.fieldsync.gateway.update.ReplayedUpdates}.
 */
@NullMarked
package dev.fieldsync.gateway.update;

import org.jspecify.annotations.NullMarked;
