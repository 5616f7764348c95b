/** The jobs that are not tried any more, for people who look at them, replay and drop them. */
@NullMarked
package dev.fieldsync.campaigns.deadletter;

import org.jspecify.annotations.NullMarked;
