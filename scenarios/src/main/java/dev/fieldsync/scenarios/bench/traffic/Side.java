package dev.fieldsync.scenarios.bench.traffic;

import java.util.Set;

/**
 * A service that is measured over HTTP.
 *
 * @param name what reports call it
 * @param port where it listens
 * @param processes the processes that work for it, as the processor meter calls them
 */
public record Side(String name, int port, Set<String> processes) {}
