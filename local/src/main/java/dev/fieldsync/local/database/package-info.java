/**
 * A PostgreSQL server of our own: unpacked from a jar, run as a child program, its files kept.
 *
 * <p>The binaries and the choice among them are zonky's; starting and stopping are ours. Zonky's
 * {@code EmbeddedPostgres} is made for tests: it switches fsync off, waits out its whole time limit
 * when the server dies at once, cannot take over a server that an earlier, killed process left
 * behind, and needs user namespaces to run as root, which most containers forbid.
 */
@NullMarked
package dev.fieldsync.local.database;

import org.jspecify.annotations.NullMarked;
