package dev.fieldsync.campaignworker.provider.sentiment;

import dev.fieldsync.campaignworker.provider.Secret;
import java.net.URI;

/**
 * How a sentiment service is reached.
 *
 * @param url where texts are posted to
 * @param apiKey sent as a bearer token
 */
public record HttpSentimentSettings(URI url, Secret apiKey) {}
