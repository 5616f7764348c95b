/**
 * The background processing of field definitions as people steer it: have a template processed now,
 * see what waits, pause it, run it over every template. A field-processor does the work; what is
 * agreed with it are the topics and the tables {@code fieldsync.field_processing}, {@code
 * field_processing_pause} and {@code field_backfill}.
 */
@NullMarked
package dev.fieldsync.gateway.processing;

import org.jspecify.annotations.NullMarked;
