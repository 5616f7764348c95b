/**
 * Operations on tasks as they travel from the gateway to the workers, and the one rule that says
 * which of two of them wins.
 */
@NullMarked
package dev.fieldsync.shared.task;

import org.jspecify.annotations.NullMarked;
