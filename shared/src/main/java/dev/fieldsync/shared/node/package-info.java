/** How processes are named, so that people can tell instances of one service apart. */
@NullMarked
package dev.fieldsync.shared.node;

import org.jspecify.annotations.NullMarked;
