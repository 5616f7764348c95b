package dev.fieldsync.cachesync;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to know of changes. Thread-safe. */
final class Listeners<V> {

  private static final Logger log = LoggerFactory.getLogger(Listeners.class);

  private final List<ChangeListener<V>> all = new CopyOnWriteArrayList<>();

  void add(ChangeListener<V> listener) {
    all.add(listener);
  }

  void remove(ChangeListener<V> listener) {
    all.remove(listener);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  void tell(Change<V> change) {
    for (ChangeListener<V> listener : all) {
      try {
        listener.changed(change);
      } catch (RuntimeException e) {
        log.atWarn()
            .setCause(e)
            .addKeyValue("key", change.key())
            .log("A listener failed; the change has taken place all the same");
      }
    }
  }
}
