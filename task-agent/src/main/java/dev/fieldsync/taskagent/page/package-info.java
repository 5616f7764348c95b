/** The page for people at {@code /}: its files lie in {@code resources/page}. */
@NullMarked
package dev.fieldsync.taskagent.page;

import org.jspecify.annotations.NullMarked;
