/** New campaigns over HTTP, made once however often they are asked for. */
@NullMarked
package dev.fieldsync.gateway.campaign.creation;

import org.jspecify.annotations.NullMarked;
