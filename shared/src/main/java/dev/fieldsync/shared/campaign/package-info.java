/** What travels between gateways and campaign-workers: replies in, progress out. */
@NullMarked
package dev.fieldsync.shared.campaign;

import org.jspecify.annotations.NullMarked;
