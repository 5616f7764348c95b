/** The way of an update through all services, as clients see it. */
package dev.fieldsync.local.journey;
