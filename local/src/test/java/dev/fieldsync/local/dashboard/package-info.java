/** The dashboard in a real browser, with the whole system behind it. */
package dev.fieldsync.local.dashboard;
