/** A program to watch. */
@NullMarked
package dev.fieldsync.cachesync.example;

import org.jspecify.annotations.NullMarked;
