/** The jobs of a campaign that are not tried any more, to be replayed or dropped. */
@NullMarked
package dev.fieldsync.gateway.campaign.deadletter;

import org.jspecify.annotations.NullMarked;
