/**
 * Who else has a template open: every window renews a lease of a few seconds and learns of the
 * others by it. The leases are in the database, so that it does not matter which gateway they ask.
 */
@NullMarked
package dev.fieldsync.gateway.presence;

import org.jspecify.annotations.NullMarked;
