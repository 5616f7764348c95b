package dev.fieldsync.shared.merge;

/**
 * What an array element is recognized by, wherever it is in its document.
 *
 * @param array the name of the property whose array it is in
 * @param id as {@link KeyedArray#idOf} has it
 */
record Identity(String array, Object id) {}
