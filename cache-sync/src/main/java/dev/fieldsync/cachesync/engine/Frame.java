package dev.fieldsync.cachesync.engine;

/**
 * A message and who sent it.
 *
 * @param sender the node
 * @param incarnation which life of it
 * @param clockMillis its own clock, unadjusted
 * @param group what the message is about
 */
record Frame(String sender, long incarnation, long clockMillis, String group, Message message) {}
