package dev.fieldsync.scenarios.bench.reads;

import dev.fieldsync.scenarios.bench.traffic.Side;

/**
 * A way to read templates.
 *
 * @param side who answers
 * @param path where templates are, with a slash at the end
 * @param headers of each request, lines with their ends
 */
record Reader(Side side, String path, String headers) {}
