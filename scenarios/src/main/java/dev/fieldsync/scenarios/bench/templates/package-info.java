/**
 * The benchmark {@code templates}: many people at one template, many people at many templates, and
 * reading, with Fieldsync, with a plain Spring Data JPA service and with PostgreSQL alone.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.templates;

import org.jspecify.annotations.NullMarked;
