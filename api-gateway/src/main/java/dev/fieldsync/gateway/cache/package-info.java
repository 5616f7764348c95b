/**
 * Looks over all gateways: which there are, what their caches hold of a template, and whether any
 * of them served less than was acknowledged. Gateways talk through {@code cache-probes}.
 */
@NullMarked
package dev.fieldsync.gateway.cache;

import org.jspecify.annotations.NullMarked;
