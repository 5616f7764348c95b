package dev.fieldsync.campaigns.campaign;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Remembers which addresses there were, in 32 to 64 bytes each however long they are: an open hash
 * table of the first 128 bits of their SHA-256. Two addresses of a million are taken for one with a
 * probability of about 10<sup>-27</sup>. Not thread-safe.
 */
final class SeenAddresses {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final MessageDigest sha256;
  private long[] table = new long[2 * 1024];
  private int size;

  SeenAddresses() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Returns whether it was not there before. */
  boolean add(String address) {
    byte[] digest = sha256.digest(address.getBytes(StandardCharsets.UTF_8));
    // An empty place is two zeros.
    long high = (long) LONG.get(digest, 0) | 1;
    if (!put(table, high, (long) LONG.get(digest, 8))) {
      return false;
    }
    size++;
    if (size > table.length / 4) {
      grow();
    }
    return true;
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] old = table;
    table = new long[Math.multiplyExact(old.length, 2)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        put(table, old[i], old[i + 1]);
      }
    }
  }

  private static boolean put(long[] table, long high, long low) {
    int mask = table.length / 2 - 1;
    for (int place = (int) low & mask; ; place = (place + 1) & mask) {
      int i = 2 * place;
      if (table[i] == 0) {
        table[i] = high;
        table[i + 1] = low;
        return true;
      }
      if (table[i] == high && table[i + 1] == low) {
        return false;
      }
    }
  }
}
