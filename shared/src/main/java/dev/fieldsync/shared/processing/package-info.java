/**
 * Asking for the background processing of a template's field definitions: what stands in {@code
 * field-processing-delayed}, and the cooldown that every asker and every processor agrees on.
 */
@NullMarked
package dev.fieldsync.shared.processing;

import org.jspecify.annotations.NullMarked;
