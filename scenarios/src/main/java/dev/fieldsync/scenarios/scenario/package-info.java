/** What a scenario is, how it is run, shown, judged and reported. */
@NullMarked
package dev.fieldsync.scenarios.scenario;

import org.jspecify.annotations.NullMarked;
