package dev.fieldsync.taskagent.problem;

/**
 * One thing wrong with what a person sent.
 *
 * @param path the field
 * @param message what would be right
 */
public record Violation(String path, String message) {}
