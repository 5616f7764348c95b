/** How nodes reach each other: one small interface; the sub-packages implement it. */
@NullMarked
package dev.fieldsync.cachesync.transport;

import org.jspecify.annotations.NullMarked;
