package dev.fieldsync.gateway.template;

/**
 * A template as it was read from its row.
 *
 * @param body what is served
 * @param version the state of the row
 */
record StoredTemplate(TemplateBody body, RowVersion version) {}
