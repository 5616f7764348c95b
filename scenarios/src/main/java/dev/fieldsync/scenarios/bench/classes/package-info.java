/**
 * {@code bench classes}: single classes of the update path and of the cache synchronizer, measured
 * by JMH beside what people would call instead.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.classes;

import org.jspecify.annotations.NullMarked;
