/** Which gateway this is, for people who see several. */
@NullMarked
package dev.fieldsync.gateway.node;

import org.jspecify.annotations.NullMarked;
