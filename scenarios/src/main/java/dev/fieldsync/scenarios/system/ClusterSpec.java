package dev.fieldsync.scenarios.system;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many processes of each kind a cluster has, and what they are told.
 *
 * @param sizes how many of each role; those that are missing have none
 * @param settings {@code name=value} by role
 */
public record ClusterSpec(Map<Role, Integer> sizes, Map<Role, List<String>> settings) {

  private static final int MOST = 50;

  /** What a process is. */
  public enum Role {
    /** The HTTP API. */
    GATEWAYS("api-gateway"),
    /** Applies updates. */
    WORKERS("update-worker"),
    /** Derives fields. */
    PROCESSORS("field-processor"),
    /** Does jobs of campaigns. */
    CAMPAIGN_WORKERS("campaign-worker");

    private final String module;

    Role(String module) {
      this.module = module;
    }

    /** Returns the folder that its jar is in. */
    public String module() {
      return module;
    }

    /** Returns its name on the command line. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Copies what may be changed. */
  public ClusterSpec {
    sizes = Map.copyOf(sizes);
    settings = Map.copyOf(settings);
  }

  /**
   * Reads a cluster such as {@code gateways=2,workers=3}.
   *
   * @throws IllegalArgumentException that says what is possible
   */
  public static ClusterSpec parse(String text) {
    Map<Role, Integer> sizes = new EnumMap<>(Role.class);
    for (String part : text.split(",", -1)) {
      String[] pair = part.split("=", 2);
      sizes.put(role(pair[0].strip()), size(pair.length < 2 ? "" : pair[1].strip()));
    }
    sizes.putIfAbsent(Role.GATEWAYS, 1);
    return new ClusterSpec(sizes, Map.of());
  }

  private static Role role(String code) {
    for (Role role : Role.values()) {
      if (role.code().equals(code)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "There is no \""
            + code
            + "\"; a cluster is such as gateways=2,workers=3,processors=1,campaign-workers=2");
  }

  private static int size(String text) {
    if (!text.matches("\\d{1,2}") || Integer.parseInt(text) > MOST) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no number of processes; 0 to " + MOST + " are possible");
    }
    return Integer.parseInt(text);
  }

  /** Returns how many there are of a role. */
  public int size(Role role) {
    return sizes.getOrDefault(role, 0);
  }

  /** Returns what the processes of a role are told. */
  public List<String> settings(Role role) {
    return settings.getOrDefault(role, List.of());
  }

  /** Returns the same cluster with one more setting for a role. */
  public ClusterSpec with(Role role, String setting) {
    Map<Role, List<String>> more = new EnumMap<>(Role.class);
    more.putAll(settings);
    List<String> all = new ArrayList<>(settings(role));
    all.add(setting);
    more.put(role, List.copyOf(all));
    return new ClusterSpec(sizes, more);
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (Role role : Role.values()) {
      if (size(role) > 0) {
        parts.add(role.code() + "=" + size(role));
      }
    }
    return String.join(",", parts);
  }
}
