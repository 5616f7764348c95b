/** A service that says whether a text is positive, negative or neutral. */
@NullMarked
package dev.fieldsync.simulators.sentiment;

import org.jspecify.annotations.NullMarked;
