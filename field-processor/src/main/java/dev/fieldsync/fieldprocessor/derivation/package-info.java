/**
 * What the processor derives for a template's field definitions, and which of it may be written: a
 * key that a person wrote is never touched. Everything here is a pure function of its arguments.
 */
@NullMarked
package dev.fieldsync.fieldprocessor.derivation;

import org.jspecify.annotations.NullMarked;
