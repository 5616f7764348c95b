/** The SQLite file: how it is opened, and its numbered migrations. */
@NullMarked
package dev.fieldsync.taskagent.database;

import org.jspecify.annotations.NullMarked;
