/** Ready codecs of values. */
@NullMarked
package dev.fieldsync.cachesync.codec;

import org.jspecify.annotations.NullMarked;
