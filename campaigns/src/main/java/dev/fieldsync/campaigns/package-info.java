/**
 * What the gateway and the campaign-workers share of campaigns: who they are for, what they do, how
 * they are made, steered and looked at.
 */
@NullMarked
package dev.fieldsync.campaigns;

import org.jspecify.annotations.NullMarked;
