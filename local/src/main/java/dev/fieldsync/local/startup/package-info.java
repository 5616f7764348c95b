/**
 * What every part of the local system needs when it starts: a failure that a person can act on, and
 * ports that are free.
 */
@NullMarked
package dev.fieldsync.local.startup;

import org.jspecify.annotations.NullMarked;
