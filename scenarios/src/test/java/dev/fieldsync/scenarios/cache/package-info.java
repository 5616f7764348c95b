/** What the cache synchronizer does when the broker beneath it fails. */
@NullMarked
package dev.fieldsync.scenarios.cache;

import org.jspecify.annotations.NullMarked;
