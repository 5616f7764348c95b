/**
 * What every service starts with: its topics, its clock and its periodic duties. The only part of
 * shared that knows Spring.
 */
@NullMarked
package dev.fieldsync.shared.startup;

import org.jspecify.annotations.NullMarked;
