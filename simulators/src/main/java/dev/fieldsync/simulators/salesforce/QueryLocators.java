package dev.fieldsync.simulators.salesforce;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Open queries, by the name in {@code nextRecordsUrl}; the oldest are closed. Thread-safe. */
final class QueryLocators {

  private static final int MAX = 100;

  private final Map<String, Soql> open = new LinkedHashMap<>();
  private long last;

  synchronized String open(Soql query) {
    if (open.size() == MAX) {
      open.remove(open.keySet().iterator().next());
    }
    String locator = "01g%015d".formatted(++last);
    open.put(locator, query);
    return locator;
  }

  synchronized @Nullable Soql find(String locator) {
    return open.get(locator);
  }

  synchronized void forget() {
    open.clear();
  }
}
