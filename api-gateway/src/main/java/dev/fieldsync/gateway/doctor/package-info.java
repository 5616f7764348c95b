/** What holds the system up: the doctor, for operators. */
@NullMarked
package dev.fieldsync.gateway.doctor;

import org.jspecify.annotations.NullMarked;
