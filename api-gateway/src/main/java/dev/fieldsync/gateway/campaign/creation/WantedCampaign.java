package dev.fieldsync.gateway.campaign.creation;

import dev.fieldsync.campaigns.campaign.NewCampaign;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as somebody asks for it.
 *
 * @param campaign what is to be made
 * @param soql the query that brings its audience, {@code null} when the addresses come along or
 *     later
 */
record WantedCampaign(NewCampaign campaign, @Nullable String soql) {}
