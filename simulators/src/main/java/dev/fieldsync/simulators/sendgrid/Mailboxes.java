package dev.fieldsync.simulators.sendgrid;

import dev.fieldsync.simulators.traffic.Counters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was delivered, by address. Thread-safe. */
public final class Mailboxes {

  private final Map<String, List<Mail>> byAddress = new HashMap<>();
  private final Map<String, Mail> byKey = new HashMap<>();
  private int size;

  Mailboxes() {}

  /** Returns the mails of an address, oldest first. */
  public synchronized List<Mail> of(String address) {
    return List.copyOf(byAddress.getOrDefault(canonical(address), List.of()));
  }

  /** Returns how many mails were delivered to anybody. */
  public synchronized int size() {
    return size;
  }

  /** Returns how many addresses have a mail. */
  public synchronized int addresses() {
    return byAddress.size();
  }

  /** Delivers a mail unless its key was seen before; returns the one that is in the mailbox. */
  synchronized Mail deliver(Mail mail, boolean deduplicates, boolean twice, Counters counters) {
    Mail earlier = mail.key() == null ? null : byKey.putIfAbsent(mail.key(), mail);
    if (earlier != null) {
      counters.duplicate();
    }
    if (earlier == null || !deduplicates || twice) {
      put(mail);
    }
    if (twice) {
      put(mail);
    }
    return earlier != null && deduplicates ? earlier : mail;
  }

  synchronized void forget() {
    byAddress.clear();
    byKey.clear();
    size = 0;
  }

  private void put(Mail mail) {
    byAddress.computeIfAbsent(canonical(mail.to()), address -> new ArrayList<>()).add(mail);
    size++;
  }

  private static String canonical(String address) {
    return address.toLowerCase(Locale.ROOT);
  }
}
