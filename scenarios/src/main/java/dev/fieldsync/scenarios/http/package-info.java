/**
 * HTTP/1.1 as a load generator needs it: few allocations, no thread per connection, answers read
 * whole. The client that the JDK brings would take a large part of a small machine for itself.
 */
@NullMarked
package dev.fieldsync.scenarios.http;

import org.jspecify.annotations.NullMarked;
