package dev.fieldsync.cachesync.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one key: the versions that no other has replaced, and all that was seen of it. A
 * join-semilattice: {@link #merge} is commutative, associative and idempotent, so nodes agree
 * whatever order, loss and duplication messages suffer. Immutable.
 *
 * <p>After the dotted version vector sets of Almeida, Baquero, Gonçalves, Preguiça and Fonte
 * (<em>Scalable and Accurate Causality Tracking for Eventually Consistent Stores</em>, 2014). Which
 * of several concurrent versions is shown is decided when it is read and changes nothing here.
 *
 * @param seen every write of the key that these versions replace, and their own
 * @param concurrent at least one, from the oldest to the newest; none has seen another
 */
public record Versions(VersionVector seen, List<Version> concurrent) {

  /** Takes the list over. */
  public Versions {
    concurrent = List.copyOf(concurrent);
  }

  /** Makes the first version of a key. */
  public static Versions of(Version version) {
    return new Versions(VersionVector.of(version.dot()), List.of(version));
  }

  /** Returns what there is after a write that has seen all of this. */
  public Versions write(Version version) {
    return new Versions(seen.with(version.dot()), List.of(version));
  }

  /** Returns what is known after both are known. */
  public Versions merge(Versions other) {
    List<Version> kept = new ArrayList<>(concurrent.size() + other.concurrent.size());
    for (Version mine : concurrent) {
      Optional<Version> same = other.find(mine.dot());
      if (same.isPresent()) {
        kept.add(mine.better(same.get()));
      } else if (!other.seen.covers(mine.dot())) {
        kept.add(mine);
      }
    }
    for (Version theirs : other.concurrent) {
      if (find(theirs.dot()).isEmpty() && !seen.covers(theirs.dot())) {
        kept.add(theirs);
      }
    }
    kept.sort(Version.BY_TIME);
    return new Versions(seen.join(other.seen), kept);
  }

  /**
   * Returns what is known after both are known, the newest version only. A semilattice of its own,
   * whatever the clocks did: the newest of all, and all that was seen.
   */
  public Versions mergeNewest(Versions other) {
    Version mine = newest();
    Version theirs = other.newest();
    return new Versions(seen.join(other.seen), List.of(mine.better(theirs)));
  }

  /** Returns the newest version. */
  public Version newest() {
    return concurrent.get(concurrent.size() - 1);
  }

  /** Returns the version of that name, when it is among these. */
  public Optional<Version> find(Dot dot) {
    for (Version version : concurrent) {
      if (version.dot().equals(dot)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** Says whether neither has seen the other. */
  public boolean isConcurrentWith(Versions other) {
    return !seen.covers(other.seen) && !other.seen.covers(seen);
  }

  /** Says whether some of it was told by an application, with a number and a time of its own. */
  public boolean isOfTheOutside() {
    return seen.counters().keySet().stream().anyMatch(actor -> Dot.isForeign(actor));
  }

  /** Says whether nothing but removals is left. */
  public boolean isDeleted() {
    return concurrent.stream().allMatch(Version::deleted);
  }

  /** Says whether some value is not to be had here. */
  public boolean isDamaged() {
    return concurrent.stream().anyMatch(Version::isDamaged);
  }

  /** Returns the same without the replaced writes that {@link SeenWrites} knows. */
  public Versions forgetReplaced() {
    VersionVector reduced = VersionVector.EMPTY;
    for (Version version : concurrent) {
      reduced = reduced.with(version.dot());
    }
    for (Map.Entry<String, Long> each : seen.counters().entrySet()) {
      if (Dot.isForeign(each.getKey())) {
        reduced = reduced.with(new Dot(each.getKey(), each.getValue()));
      }
    }
    return reduced.covers(seen) ? this : new Versions(reduced, concurrent);
  }

  /** Returns the digest of the versions; the same on every node that has the same ones. */
  public long digest() {
    long digest = 0;
    for (Version version : concurrent) {
      long name =
          Checksum.mix(Checksum.of(version.dot().actor()) + version.dot().counter())
              ^ Checksum.mix(version.time());
      long content =
          version.checksum() + (version.deleted() ? 1 : 0) + (version.isDamaged() ? 2 : 0);
      digest = Checksum.mix(digest ^ name) + Checksum.mix(content);
    }
    return digest;
  }
}
