/**
 * The template document: its fields, what may be written into them and how its versions are named.
 * Everything here is a pure function of its arguments.
 */
@NullMarked
package dev.fieldsync.shared.template;

import org.jspecify.annotations.NullMarked;
