/**
 * Campaigns as a whole: made with all of their jobs or not at all, paused, resumed, cancelled,
 * counted, ended.
 */
@NullMarked
package dev.fieldsync.campaignworker.campaign;

import org.jspecify.annotations.NullMarked;
