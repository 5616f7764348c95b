/** Drives the jobs of campaigns through their workflow. */
@NullMarked
package dev.fieldsync.campaignworker;

import org.jspecify.annotations.NullMarked;
