/** Which keys a node takes part in. */
@NullMarked
package dev.fieldsync.cachesync.key;

import org.jspecify.annotations.NullMarked;
