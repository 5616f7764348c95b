package dev.fieldsync.shared.template;

/**
 * One thing wrong with what a person sent.
 *
 * @param path JSON Pointer of the value
 * @param message what is wrong and what would be right
 */
public record Violation(String path, String message) {}
