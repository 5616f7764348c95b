/** Whether this gateway can do its work. */
@NullMarked
package dev.fieldsync.gateway.health;

import org.jspecify.annotations.NullMarked;
