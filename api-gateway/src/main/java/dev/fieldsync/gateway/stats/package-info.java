/** The numbers of the dashboard, {@code GET /api/stats}: cheap to keep and cheap to ask for. */
@NullMarked
package dev.fieldsync.gateway.stats;

import org.jspecify.annotations.NullMarked;
