/**
 * What nodes say to each other, and when: updates at once, digests to random peers, Merkle
 * comparisons where they differ. State machines for one thread, driven by messages and a clock; the
 * simulation and the product run the same ones. Not part of the library's promise.
 */
@NullMarked
package dev.fieldsync.cachesync.engine;

import org.jspecify.annotations.NullMarked;
