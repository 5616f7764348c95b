/**
 * People see what is happening while it happens: {@code GET /api/events}.
 *
 * <p>The logs {@code template-updates}, {@code template-events} and {@code campaign-events} are the
 * source of truth. {@link dev.fieldsync.gateway.live.EventFeed} follows them while somebody
 * watches, {@link dev.fieldsync.gateway.live.UpdateLife} turns their records into events, {@link
 * dev.fieldsync.gateway.live.EventRing} holds the latest of these for all, and each {@link
 * dev.fieldsync.gateway.live.Watcher} takes from the ring at its own pace on its own thread. An
 * event's id is a {@link dev.fieldsync.gateway.live.LogPosition}, which every gateway understands;
 * what is not in the ring any more is read from the logs again, by {@link
 * dev.fieldsync.gateway.live.Replay}.
 */
@NullMarked
package dev.fieldsync.gateway.live;

import org.jspecify.annotations.NullMarked;
