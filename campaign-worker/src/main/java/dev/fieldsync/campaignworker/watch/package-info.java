/**
 * What has to be done for campaigns from time to time, whoever does it: start, end, put away,
 * count, and tell people how far they are.
 */
@NullMarked
package dev.fieldsync.campaignworker.watch;

import org.jspecify.annotations.NullMarked;
