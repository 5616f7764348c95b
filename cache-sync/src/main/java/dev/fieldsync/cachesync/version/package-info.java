/**
 * Who wrote what after having seen what: hybrid clocks, version vectors and sets of concurrent
 * versions. Pure values, and clocks for one thread. Not part of the library's promise.
 */
@NullMarked
package dev.fieldsync.cachesync.version;

import org.jspecify.annotations.NullMarked;
