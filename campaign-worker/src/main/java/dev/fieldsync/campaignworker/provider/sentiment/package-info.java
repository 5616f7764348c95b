/**
 * Whether a reply to a campaign says yes or no: in this process by a lexicon, or asked of a service
 * over HTTP.
 */
@NullMarked
package dev.fieldsync.campaignworker.provider.sentiment;

import org.jspecify.annotations.NullMarked;
