/**
 * What every service starts with: its topics and its clock. The only part of shared that knows
 * Spring.
 */
@NullMarked
package dev.fieldsync.shared.startup;

import org.jspecify.annotations.NullMarked;
