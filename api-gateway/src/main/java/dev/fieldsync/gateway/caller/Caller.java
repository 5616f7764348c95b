package dev.fieldsync.gateway.caller;

/**
 * Who sent a request.
 *
 * @param organizationId everything the caller sees and changes belongs to this organization
 * @param actor the person, as shown in histories
 * @param canWrite whether the caller may change anything
 * @param operator whether the caller runs the system, and so sees what belongs to no organization
 */
public record Caller(String organizationId, String actor, boolean canWrite, boolean operator) {}
