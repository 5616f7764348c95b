package dev.fieldsync.scenarios.bench.growth;

import dev.fieldsync.scenarios.bench.traffic.Side;
import dev.fieldsync.scenarios.load.Work;
import java.util.function.Supplier;

/**
 * One size of what grows.
 *
 * @param side what is measured; its name says the size
 * @param work makes the load of the next measurement, and whatever has to be there for it
 */
record Variant(Side side, Supplier<Work> work) {}
