/** Programs in processes of their own: started, watched, measured, and ended with this one. */
@NullMarked
package dev.fieldsync.scenarios.process;

import org.jspecify.annotations.NullMarked;
