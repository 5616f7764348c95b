package dev.fieldsync.shared.update;

/**
 * What may stand in {@code template-events}. The JSON member {@code type} tells the kinds apart; a
 * record without one is a {@link TemplateEvent}, which alone has an effect. The others only tell
 * people what is going on: a reader that acts on outcomes passes over them, and one that meets a
 * type it does not know, from a newer writer, does the same.
 */
public sealed interface TemplateLogRecord
    permits TemplateEvent, UpdateProgress, AcknowledgedUpdates, ProcessingOutcome {}
