/**
 * The past of a template over HTTP: its history, any of its versions, what differs between two of
 * them.
 */
@NullMarked
package dev.fieldsync.gateway.history;

import org.jspecify.annotations.NullMarked;
