/** The doctor on the command line, and the illnesses that are brought about to test it. */
@NullMarked
package dev.fieldsync.scenarios.doctor;

import org.jspecify.annotations.NullMarked;
