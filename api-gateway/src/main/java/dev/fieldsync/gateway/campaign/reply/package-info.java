/** Replies to what campaigns have sent, on their way to the workers. */
@NullMarked
package dev.fieldsync.gateway.campaign.reply;

import org.jspecify.annotations.NullMarked;
