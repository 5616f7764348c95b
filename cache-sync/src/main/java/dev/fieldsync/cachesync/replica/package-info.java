/**
 * One node's copy of one group: versions by key, their hashes, and what was seen. A state machine
 * for one thread, without time, network or caches of its own. Not part of the library's promise.
 */
@NullMarked
package dev.fieldsync.cachesync.replica;

import org.jspecify.annotations.NullMarked;
