/** The texts that campaigns send, and what stands in them for each person; pure. */
@NullMarked
package dev.fieldsync.campaigns.mail;

import org.jspecify.annotations.NullMarked;
