package dev.fieldsync.campaigns;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Gives a service the beans of this module; import it. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class CampaignStore {}
