/** What a failed transaction means for those whose work it was. */
@NullMarked
package dev.fieldsync.updateworker.database;

import org.jspecify.annotations.NullMarked;
