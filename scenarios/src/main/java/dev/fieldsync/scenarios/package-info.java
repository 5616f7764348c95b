/** The command line that talks to the system from outside. */
@NullMarked
package dev.fieldsync.scenarios;

import org.jspecify.annotations.NullMarked;
