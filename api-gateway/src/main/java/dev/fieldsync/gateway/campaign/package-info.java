/** Campaigns over HTTP: looked at, paused, resumed, cancelled. */
@NullMarked
package dev.fieldsync.gateway.campaign;

import org.jspecify.annotations.NullMarked;
