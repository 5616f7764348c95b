/** Reads {@code template-events}, all of it, in every gateway. */
@NullMarked
package dev.fieldsync.gateway.events;

import org.jspecify.annotations.NullMarked;
