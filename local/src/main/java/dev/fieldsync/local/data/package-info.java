/** The directory that holds everything the local system keeps, owned by one process at a time. */
@NullMarked
package dev.fieldsync.local.data;

import org.jspecify.annotations.NullMarked;
