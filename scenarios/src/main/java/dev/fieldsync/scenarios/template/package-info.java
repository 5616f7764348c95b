/** Scenarios in which people edit templates, many at once and in each other's way. */
@NullMarked
package dev.fieldsync.scenarios.template;

import org.jspecify.annotations.NullMarked;
