/**
 * Reading {@code fieldsync.template_update} as the history of a template: its document as of any
 * version. Workers write the rows, workers and gateways read them.
 */
@NullMarked
package dev.fieldsync.shared.history;

import org.jspecify.annotations.NullMarked;
