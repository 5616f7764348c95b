/**
 * How JSON documents change: merge patch, JSON Patch, difference and three-way merge. Everything
 * here is a pure function of its arguments; documents are never modified, results share unchanged
 * parts with them.
 */
@NullMarked
package dev.fieldsync.shared.merge;

import org.jspecify.annotations.NullMarked;
