/** Nodes within one process, for tests and examples: with faults as told. */
@NullMarked
package dev.fieldsync.cachesync.transport.inprocess;

import org.jspecify.annotations.NullMarked;
