/** Rates that all workers share: the sum of what they do stays within them. */
@NullMarked
package dev.fieldsync.campaignworker.rate;

import org.jspecify.annotations.NullMarked;
