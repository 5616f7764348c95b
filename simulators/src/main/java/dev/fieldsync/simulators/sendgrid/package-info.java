/** SendGrid's mail API, with a mailbox for every address. */
@NullMarked
package dev.fieldsync.simulators.sendgrid;

import org.jspecify.annotations.NullMarked;
