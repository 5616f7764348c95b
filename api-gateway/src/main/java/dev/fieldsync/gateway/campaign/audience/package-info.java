/** Audiences as they come in: stored first, however slow their sender is, then copied into jobs. */
@NullMarked
package dev.fieldsync.gateway.campaign.audience;

import org.jspecify.annotations.NullMarked;
