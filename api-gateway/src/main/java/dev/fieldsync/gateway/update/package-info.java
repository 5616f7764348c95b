/**
 * The life of an update in the gateway: read it, publish it, answer when a worker has decided it.
 */
@NullMarked
package dev.fieldsync.gateway.update;

import org.jspecify.annotations.NullMarked;
