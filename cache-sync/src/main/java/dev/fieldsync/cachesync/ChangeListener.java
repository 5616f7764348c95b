package dev.fieldsync.cachesync;

/**
 * Is told of every change, in order per key, on the synchronizer's thread: it must return soon. Its
 * exceptions are logged and change nothing.
 *
 * @param <V> the values
 */
@FunctionalInterface
public interface ChangeListener<V> {

  /** Learns of a change. */
  void changed(Change<V> change);
}
