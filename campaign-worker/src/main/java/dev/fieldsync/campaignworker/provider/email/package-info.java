/** Sending mails; SendGrid is the one provider so far. */
@NullMarked
package dev.fieldsync.campaignworker.provider.email;

import org.jspecify.annotations.NullMarked;
