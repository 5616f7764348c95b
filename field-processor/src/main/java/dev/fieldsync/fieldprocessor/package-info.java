/** The field-processor: background processing of field definitions that never steps on a user. */
@NullMarked
package dev.fieldsync.fieldprocessor;

import org.jspecify.annotations.NullMarked;
