/**
 * What a system many times larger than any machine here would need: users' updates drawn by lot,
 * laid out over cells and partitions, and served as the update path serves them, with the costs
 * that were measured.
 */
@NullMarked
package dev.fieldsync.scenarios.scale;

import org.jspecify.annotations.NullMarked;
