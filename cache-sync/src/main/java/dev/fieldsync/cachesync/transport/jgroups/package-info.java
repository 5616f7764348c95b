/**
 * Nodes that talk through JGroups, without a broker. Needs {@code jgroups}.
 *
 * <p>Finding each other, noticing who fails and coming together after a split are JGroups' work, by
 * the stack that the application configures.
 */
@NullMarked
package dev.fieldsync.cachesync.transport.jgroups;

import org.jspecify.annotations.NullMarked;
