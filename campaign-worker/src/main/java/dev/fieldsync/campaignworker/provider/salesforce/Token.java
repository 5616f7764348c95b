package dev.fieldsync.campaignworker.provider.salesforce;

import dev.fieldsync.campaignworker.provider.Secret;
import java.net.URI;

/**
 * An access token.
 *
 * @param instanceUrl where it is valid
 */
record Token(Secret access, URI instanceUrl) {}
