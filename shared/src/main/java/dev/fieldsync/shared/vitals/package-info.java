/** What every process tells about itself every few seconds, for whoever looks for bottlenecks. */
@NullMarked
package dev.fieldsync.shared.vitals;

import org.jspecify.annotations.NullMarked;
