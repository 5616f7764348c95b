/**
 * Looks over all gateways: which there are, what their caches hold of a template, and whether this
 * one ever served less than any of them had known. What each holds is told to all through the cache
 * synchronizer, over {@code cache-sync}.
 */
@NullMarked
package dev.fieldsync.gateway.cache;

import org.jspecify.annotations.NullMarked;
