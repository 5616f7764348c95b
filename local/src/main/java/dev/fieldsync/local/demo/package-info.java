/** What a new system contains, so that there is something to look at and to edit. */
@NullMarked
package dev.fieldsync.local.demo;

import org.jspecify.annotations.NullMarked;
