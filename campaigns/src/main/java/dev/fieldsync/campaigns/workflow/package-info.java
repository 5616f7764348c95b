/** What a campaign does with each job: steps, routes, and what follows from an outcome; pure. */
@NullMarked
package dev.fieldsync.campaigns.workflow;

import org.jspecify.annotations.NullMarked;
