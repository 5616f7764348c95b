/**
 * Load on a server from clients on one thread, each with a connection of its own that is kept: in a
 * closed loop, where a client sends its next request when it has checked the answer to the last, or
 * in an open one, where requests come at a fixed rate.
 */
@NullMarked
package dev.fieldsync.scenarios.load;

import org.jspecify.annotations.NullMarked;
