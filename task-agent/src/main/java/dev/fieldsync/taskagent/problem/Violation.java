package dev.fieldsync.taskagent.problem;

/**
 * One thing wrong with what a person sent.
 *
 * @param path JSON Pointer of the field, empty for the whole body
 * @param message what would be right
 */
public record Violation(String path, String message) {}
