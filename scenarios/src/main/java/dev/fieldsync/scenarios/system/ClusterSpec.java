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
 * @param jvmOptions what their virtual machines are told besides, such as {@code -Xmx128m}, by role
 */
public record ClusterSpec(
    Map<Role, Integer> sizes,
    Map<Role, List<String>> settings,
    Map<Role, List<String>> jvmOptions) {

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
    jvmOptions = Map.copyOf(jvmOptions);
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
    return new ClusterSpec(sizes, Map.of(), Map.of());
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

  /** Returns what the virtual machines of a role are told besides. */
  public List<String> jvmOptions(Role role) {
    return jvmOptions.getOrDefault(role, List.of());
  }

  /** Returns the same cluster with one more setting for a role. */
  public ClusterSpec with(Role role, String setting) {
    return new ClusterSpec(sizes, more(settings, role, setting), jvmOptions);
  }

  /** Returns the same cluster with one more option for the virtual machines of a role. */
  public ClusterSpec withJvmOption(Role role, String option) {
    return new ClusterSpec(sizes, settings, more(jvmOptions, role, option));
  }

  private static Map<Role, List<String>> more(
      Map<Role, List<String>> before, Role role, String one) {
    Map<Role, List<String>> more = new EnumMap<>(Role.class);
    more.putAll(before);
    List<String> all = new ArrayList<>(before.getOrDefault(role, List.of()));
    all.add(one);
    more.put(role, List.copyOf(all));
    return more;
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
