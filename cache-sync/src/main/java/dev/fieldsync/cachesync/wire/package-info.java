/** Bytes in and out, compact and checked. Not part of the library's promise. */
@NullMarked
package dev.fieldsync.cachesync.wire;

import org.jspecify.annotations.NullMarked;
