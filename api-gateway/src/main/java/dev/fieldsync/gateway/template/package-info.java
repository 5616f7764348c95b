/** Reading templates: the table, the cache in front of it, and a template as of a version. */
@NullMarked
package dev.fieldsync.gateway.template;

import org.jspecify.annotations.NullMarked;
