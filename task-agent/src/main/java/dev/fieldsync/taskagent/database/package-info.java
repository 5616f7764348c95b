/** The SQLite file: how it is opened, its numbered migrations, and many values as one parameter. */
@NullMarked
package dev.fieldsync.taskagent.database;

import org.jspecify.annotations.NullMarked;
