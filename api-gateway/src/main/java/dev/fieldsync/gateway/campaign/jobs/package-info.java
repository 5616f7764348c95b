/** The jobs of a campaign, page by page, and what became of each. */
@NullMarked
package dev.fieldsync.gateway.campaign.jobs;

import org.jspecify.annotations.NullMarked;
