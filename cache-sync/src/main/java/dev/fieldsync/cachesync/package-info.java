/**
 * Keeps the caches of several processes the same, without a server of its own: {@link
 * dev.fieldsync.cachesync.CacheSynchronizer} is where to begin.
 *
 * <p>The promise is this package with {@code adapter}, {@code codec}, {@code key} and {@code
 * transport}; the other packages are how it is kept, and may change.
 */
@NullMarked
package dev.fieldsync.cachesync;

import org.jspecify.annotations.NullMarked;
