/**
 * The life of an update in the worker. {@link
 * dev.fieldsync.updateworker.template.TemplateUpdatesListener} takes a poll's worth of requests,
 * {@link dev.fieldsync.updateworker.template.ApplyUpdates} gets each of them decided, {@link
 * dev.fieldsync.updateworker.template.UpdateTransaction} is one attempt in one transaction, {@link
 * dev.fieldsync.updateworker.template.TemplateFold} is the rule.
 *
 * <p>Ordering: a partition has one thread, requests of one template are decided in the order of the
 * partition. Crash safety: events are published after the commit and offsets are committed after
 * the events, so a crash anywhere means redelivery; the update id in {@code
 * fieldsync.template_update} is decided once, and the same event is published again.
 */
@NullMarked
package dev.fieldsync.updateworker.template;

import org.jspecify.annotations.NullMarked;
