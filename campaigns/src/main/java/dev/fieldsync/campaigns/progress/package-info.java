/** How far campaigns are, read from counters and samples, never by counting jobs. */
@NullMarked
package dev.fieldsync.campaigns.progress;

import org.jspecify.annotations.NullMarked;
