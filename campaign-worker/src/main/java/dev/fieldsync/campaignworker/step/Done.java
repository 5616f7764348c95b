package dev.fieldsync.campaignworker.step;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came of a step that was done.
 *
 * @param outcome one of its kind
 * @param result what is kept of it, {@code null} for nothing
 */
public record Done(String outcome, @Nullable JsonNode result) {}
