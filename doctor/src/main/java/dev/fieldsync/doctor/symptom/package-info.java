/**
 * What a doctor sees of a system: numbers, each with its unit in its name. Nothing here reads
 * anything.
 */
@NullMarked
package dev.fieldsync.doctor.symptom;

import org.jspecify.annotations.NullMarked;
