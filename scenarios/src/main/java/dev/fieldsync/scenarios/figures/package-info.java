/** What scenarios measure, where, and what it should be. */
@NullMarked
package dev.fieldsync.scenarios.figures;

import org.jspecify.annotations.NullMarked;
