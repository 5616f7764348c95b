/**
 * Who calls: the organization and the actor, from a bearer token or, in a local demo, without one.
 */
@NullMarked
package dev.fieldsync.gateway.caller;

import org.jspecify.annotations.NullMarked;
