/**
 * What a team would write instead: a Spring MVC controller and a JPA entity with a version, tried
 * again when somebody else was faster. The peer of the benchmark, a program of its own; nothing of
 * ours uses it.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.jpa;

import org.jspecify.annotations.NullMarked;
