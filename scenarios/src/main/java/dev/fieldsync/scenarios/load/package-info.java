/**
 * A closed loop of clients, each with a connection of its own that is kept, on one thread: every
 * client sends its next request when it has checked the answer to the last.
 */
@NullMarked
package dev.fieldsync.scenarios.load;

import org.jspecify.annotations.NullMarked;
