/**
 * How JSON is read and written everywhere: strict with what people send, exact with what is stored.
 */
@NullMarked
package dev.fieldsync.shared.json;

import org.jspecify.annotations.NullMarked;
