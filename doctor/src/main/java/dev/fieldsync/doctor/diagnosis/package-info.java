/**
 * What holds a system up, found from its symptoms alone: a small rule for each bottleneck. What
 * follows from another bottleneck is not named beside it.
 */
@NullMarked
package dev.fieldsync.doctor.diagnosis;

import org.jspecify.annotations.NullMarked;
