/** Scenarios in which campaigns are worked on: the production problems of job processing. */
@NullMarked
package dev.fieldsync.scenarios.campaign;

import org.jspecify.annotations.NullMarked;
