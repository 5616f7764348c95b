/** The system that a scenario talks to: one that runs already, or processes of its own. */
@NullMarked
package dev.fieldsync.scenarios.system;

import org.jspecify.annotations.NullMarked;
