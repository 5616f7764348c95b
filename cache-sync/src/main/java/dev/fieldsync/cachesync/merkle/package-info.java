/**
 * Where two replicas differ, in few bytes: a tree of hashes over the keys. Not part of the
 * library's promise.
 */
@NullMarked
package dev.fieldsync.cachesync.merkle;

import org.jspecify.annotations.NullMarked;
