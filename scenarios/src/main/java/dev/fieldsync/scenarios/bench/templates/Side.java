package dev.fieldsync.scenarios.bench.templates;

import java.util.Set;

/**
 * A service that is measured over HTTP.
 *
 * @param name whose it is
 * @param port where it listens
 * @param processes the processes that work for it, as the processor meter calls them
 */
record Side(SideName name, int port, Set<String> processes) {}
