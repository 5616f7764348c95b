/** Errors as {@code application/problem+json} (RFC 9457) with stable names. */
@NullMarked
package dev.fieldsync.gateway.problem;

import org.jspecify.annotations.NullMarked;
