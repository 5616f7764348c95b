/** Who a campaign is for: readers of uploads, one entry at a time, and what was wrong with them. */
@NullMarked
package dev.fieldsync.campaigns.audience;

import org.jspecify.annotations.NullMarked;
