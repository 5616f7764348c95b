package dev.fieldsync.shared.task;

/**
 * Whose tasks they are; nobody else sees or changes them.
 *
 * @param organizationId the organization
 * @param person the person in it
 */
public record TaskOwner(String organizationId, String person) implements Comparable<TaskOwner> {

  /** An order in which locks are taken. */
  @Override
  public int compareTo(TaskOwner other) {
    int byOrganization = organizationId.compareTo(other.organizationId);
    return byOrganization != 0 ? byOrganization : person.compareTo(other.person);
  }
}
