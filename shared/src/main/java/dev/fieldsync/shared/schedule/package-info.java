/** What a process does again and again of its own accord. */
@NullMarked
package dev.fieldsync.shared.schedule;

import org.jspecify.annotations.NullMarked;
