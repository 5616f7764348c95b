/** Ready adapters for caches; each needs its cache's library, no other does. */
@NullMarked
package dev.fieldsync.cachesync.adapter;

import org.jspecify.annotations.NullMarked;
