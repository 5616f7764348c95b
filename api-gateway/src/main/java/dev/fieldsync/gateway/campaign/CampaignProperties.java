package dev.fieldsync.gateway.campaign;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of campaigns, {@code fieldsync.gateway.campaigns}; all need a restart.
 *
 * @param maxAudience the largest request that brings an audience; default 32 MB
 * @param maxUploads how many such requests may be under way at once, each stored in a temporary
 *     file; further ones get 503; default 8
 */
@ConfigurationProperties("fieldsync.gateway.campaigns")
public record CampaignProperties(
    @DefaultValue("32MB") DataSize maxAudience, @DefaultValue("8") int maxUploads) {

  /** Checks the numbers. */
  public CampaignProperties {
    if (maxUploads < 1) {
      throw new IllegalArgumentException(
          "fieldsync.gateway.campaigns.max-uploads must be at least 1");
    }
  }
}
