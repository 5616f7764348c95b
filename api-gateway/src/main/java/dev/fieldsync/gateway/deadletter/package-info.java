/**
 * What could not be applied, for people: looked at, replayed or dropped. The rows come from the
 * update-workers; a replay goes the way of every update.
 */
@NullMarked
package dev.fieldsync.gateway.deadletter;

import org.jspecify.annotations.NullMarked;
