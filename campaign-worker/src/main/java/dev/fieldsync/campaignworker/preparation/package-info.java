/** Audiences that are queries: run by one worker, and made jobs all at once. */
@NullMarked
package dev.fieldsync.campaignworker.preparation;

import org.jspecify.annotations.NullMarked;
