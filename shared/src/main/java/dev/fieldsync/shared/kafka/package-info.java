/** Names of topics and groups, the form of records, and the trace that travels in their headers. */
@NullMarked
package dev.fieldsync.shared.kafka;

import org.jspecify.annotations.NullMarked;
