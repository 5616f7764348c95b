/** The dashboard at {@code /}: who may load it and how long; its files lie in {@code static}. */
@NullMarked
package dev.fieldsync.gateway.page;

import org.jspecify.annotations.NullMarked;
