/** Salesforce's token and query API over generated contacts. */
@NullMarked
package dev.fieldsync.simulators.salesforce;

import org.jspecify.annotations.NullMarked;
