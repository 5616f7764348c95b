/** Replies as they come from Kafka, each accepted once. */
@NullMarked
package dev.fieldsync.campaignworker.reply;

import org.jspecify.annotations.NullMarked;
