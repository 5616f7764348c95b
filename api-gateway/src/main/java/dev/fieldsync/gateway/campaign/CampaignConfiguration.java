package dev.fieldsync.gateway.campaign;

import dev.fieldsync.campaigns.CampaignStore;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Gives the gateway the store that it shares with the campaign-workers. */
@Configuration(proxyBeanMethods = false)
@Import(CampaignStore.class)
class CampaignConfiguration {}
