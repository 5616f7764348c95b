/** How rows get to PostgreSQL many at a time; plain JDBC. */
@NullMarked
package dev.fieldsync.shared.database;

import org.jspecify.annotations.NullMarked;
