/**
 * Audiences from Salesforce, page by page: no more than one page is in memory, and the next is
 * asked for when the last was taken.
 */
@NullMarked
package dev.fieldsync.campaignworker.provider.salesforce;

import org.jspecify.annotations.NullMarked;
