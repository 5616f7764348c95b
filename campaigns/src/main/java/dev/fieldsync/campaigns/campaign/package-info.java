/** Campaigns as a whole: made with all of their jobs or not at all, paused, resumed, cancelled. */
@NullMarked
package dev.fieldsync.campaigns.campaign;

import org.jspecify.annotations.NullMarked;
