/**
 * Starts servers that speak the protocols of the services that campaigns use, so that everything
 * can be tried without an account anywhere.
 */
@NullMarked
package dev.fieldsync.simulators;

import org.jspecify.annotations.NullMarked;
