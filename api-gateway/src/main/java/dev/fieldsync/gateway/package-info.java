/** The gateway: the HTTP API, the only door for people. */
@NullMarked
package dev.fieldsync.gateway;

import org.jspecify.annotations.NullMarked;
